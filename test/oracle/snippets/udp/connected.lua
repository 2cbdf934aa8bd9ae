-- A connected object knows its peer, and hears nobody else
local socket = require "socket"
local t = require "prelude"
local a, b, c = socket.udp(), socket.udp4(), socket.udp4()
for _, u in ipairs { b, c } do
  u:settimeout(5)
  u:setsockname("127.0.0.1", 0)
  t.port((select(2, u:getsockname())))
end
local _, port = b:getsockname()
t.show("setpeername", a:setpeername("127.0.0.1", port))
t.show("class", a.class, a)
t.show("getpeername", a:getpeername())
local ip, own = a:getsockname()
t.port(own)
t.show("send", a:send("hello", "ignored", 3))
t.show("receivefrom", b:receivefrom())
a:settimeout(0)
c:sendto("from another", "127.0.0.1", own)
t.show("receive", a:receive())
a:settimeout(5)
b:sendto("from the peer", "127.0.0.1", own)
t.show("receive", a:receive())
t.show("another peer", a:setpeername("127.0.0.1", (select(2, c:getsockname()))))
t.show("send", a:send("x"))
t.show("receive", c:receive())
