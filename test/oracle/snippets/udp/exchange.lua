-- A datagram goes there and back, whatever bytes are in it
local socket = require "socket"
local t = require "prelude"
local a, b = socket.udp4(), socket.udp4()
for _, u in ipairs { a, b } do
  u:settimeout(5)
  assert(u:setsockname("127.0.0.1", 0))
  t.port((select(2, u:getsockname())))
end
local _, port = b:getsockname()
t.show("sendto", a:sendto("\0\255\r\nx", "127.0.0.1", port))
local data, ip, from = b:receivefrom()
t.show("receivefrom", data, ip, from)
t.show("answer", b:sendto("back", ip, from))
t.show("receive", a:receive())
local large = t.pattern_data(8192)
t.show("sendto", a:sendto(large, "127.0.0.1", tostring(math.floor(tonumber(port)))))
t.show("receive", b:receive())
