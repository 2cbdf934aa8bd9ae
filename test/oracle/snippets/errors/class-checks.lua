-- Methods of another class raise, by method call
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
local server = t.listen()
local master = socket.tcp()
local function try(s, name)
  t.call(s.class .. " " .. name, function() return s[name](s) end)
  t.call(s.class .. " pcall " .. name, s[name], s)
end
for _, s in ipairs { master, server } do
  for _, name in ipairs { "send", "receive", "getstats", "setstats", "shutdown" } do
    try(s, name)
  end
end
for _, s in ipairs { master, client } do
  try(s, "accept")
end
for _, s in ipairs { client, server } do
  for _, name in ipairs { "bind", "listen", "setsockname" } do
    try(s, name)
  end
end
