-- A method called on something else names the class that it wants
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp()
local client, peer = t.pair()
for _, name in ipairs { "send", "accept", "bind", "close", "getfd", "settimeout", "getoption" } do
  t.call(name .. " nothing", s[name])
  t.call(name .. " nil", s[name], nil)
  t.call(name .. " number", s[name], 5)
  t.call(name .. " table", s[name], {})
  t.call(name .. " string", s[name], "x")
  t.call(name .. " file", s[name], io.stdout)
end
local foreign = setmetatable({ send = client.send, close = client.close }, { __index = client })
t.call("send by method", function() return foreign:send("x") end)
t.call("close by method", function() return foreign:close() end)
t.call("by name", function() local close = s.close return (close()) end)
