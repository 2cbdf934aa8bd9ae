-- Methods of the other class raise
local socket = require "socket"
local t = require "prelude"
local u, c = socket.udp4(), socket.udp4()
assert(c:setpeername("127.0.0.1", 9))
local function try(s, name, ...)
  local arguments = { ... }
  t.call(s.class .. " " .. name, function() return s[name](s, t.unpack(arguments)) end)
  t.call(s.class .. " pcall " .. name, s[name], s, ...)
end
try(u, "send", "x")
try(u, "getpeername")
try(c, "sendto", "x", "127.0.0.1", 9)
try(c, "receivefrom")
try(c, "setsockname", "*", 0)
t.call("a TCP object", u.receive, socket.tcp())
t.call("nothing", u.receive)
for _, name in ipairs { "getstats", "shutdown", "bind", "listen", "accept", "connect" } do
  t.show(name, u[name])
end
