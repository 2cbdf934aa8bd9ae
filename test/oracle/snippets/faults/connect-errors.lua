-- a connect that fails says so in LuaSocket's words, and the object can be used again
-- faults
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()

for _, name in ipairs {
  "ETIMEDOUT", "EADDRNOTAVAIL", "EHOSTUNREACH", "ENETUNREACH", "ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ENOBUFS",
  "ENOMEM", "EACCES", "EPERM", "EADDRINUSE", "EISCONN", "EHOSTDOWN", "EPIPE", "EIO",
} do
  local tcp = socket.tcp4()
  tcp:settimeout(5)
  t.fault("connect." .. name)
  t.show(name, tcp:connect("127.0.0.1", port))
  t.show("  class", tcp.class or tostring(tcp):gsub(":.*", ""))
  t.fault("connect." .. name)
  t.show("  socket.connect", socket.connect("127.0.0.1", port))
  t.fault()
  t.show("  again", tcp:connect("127.0.0.1", port))
  tcp:close()
  assert(server:accept()):close()
end

-- The outcome is told by SO_ERROR afterwards.
t.show("nobody", socket.connect("127.0.0.1", t.unused_port()))

local udp = socket.udp4()
for _, name in ipairs { "ENETUNREACH", "EHOSTUNREACH", "EACCES", "EADDRNOTAVAIL", "ENOBUFS" } do
  t.fault("connect." .. name)
  t.show("setpeername " .. name, udp:setpeername("127.0.0.1", port))
end
t.fault()
t.show("setpeername", udp:setpeername("127.0.0.1", port))
