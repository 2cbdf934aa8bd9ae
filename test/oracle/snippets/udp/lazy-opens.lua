-- setsockname, setpeername and sendto make the descriptor, of the address's family
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
local receiver = socket.udp4()
receiver:setsockname("127.0.0.1", 0)
local _, port = receiver:getsockname()
t.port(port)
local u = socket.udp()
t.show("setsockname", u:setsockname("::1", 0))
t.show("after", t.fd(u), u:getfamily())
u = socket.udp()
t.show("setpeername", u:setpeername("127.0.0.1", port))
t.show("after", t.fd(u), u:getfamily(), u.class)
u = socket.udp()
t.show("sendto", u:sendto("x", "127.0.0.1", port))
t.show("after", t.fd(u), u:getfamily(), (u:getsockname()))
