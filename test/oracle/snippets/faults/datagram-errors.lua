-- a datagram that cannot be sent or received says why, and the next one goes its way
-- faults
local socket = require "socket"
local t = require "prelude"
local udp, from = socket.udp4(), socket.udp4()
udp:setsockname("127.0.0.1", 0)
udp:settimeout(5)
local ip, port = udp:getsockname()
port = t.port(math.floor(port))
local connected = socket.udp4()
connected:setpeername(ip, port)

for _, name in ipairs {
  "EMSGSIZE", "ENOBUFS", "ENOMEM", "EPERM", "EACCES", "ENETUNREACH", "EHOSTUNREACH", "ENETDOWN", "ECONNREFUSED", "EPIPE",
  "ECONNRESET", "ETIMEDOUT", "EADDRNOTAVAIL",
} do
  t.fault("send." .. name)
  t.show("sendto " .. name, from:sendto("x", ip, port))
  t.fault("send." .. name)
  t.show("  send", connected:send("x"))
  t.fault("recv." .. name)
  from:sendto("datagram", ip, port)
  t.show("  receive", udp:receive())
  t.show("  afterwards", udp:receive())
  t.fault("recv." .. name)
  t.show("  receivefrom", udp:receivefrom())
  connected:settimeout(0)
  t.fault("recv." .. name)
  t.show("  connected", connected:receive())
end
