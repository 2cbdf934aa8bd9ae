-- Boolean options want a boolean
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp4()
for _, name in ipairs { "keepalive", "reuseaddr", "reuseport", "tcp-nodelay", "ipv6-v6only" } do
  t.call(name .. " number", s.setoption, s, name, 1)
  t.call(name .. " string", s.setoption, s, name, "true")
  t.call(name .. " table", s.setoption, s, name, {})
  t.call(name .. " nil", s.setoption, s, name, nil)
  t.call(name .. " absent", s.setoption, s, name)
end
t.call("method call", function() return s:setoption("keepalive", 1) end)
t.call("method call, absent", function() return s:setoption("keepalive") end)
t.show("unchanged", s:getoption("keepalive"))
