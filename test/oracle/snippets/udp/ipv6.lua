-- Datagrams over IPv6
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
local a, b = socket.udp6(), socket.udp6()
b:settimeout(5)
a:setsockname("::1", 0)
b:setsockname("::1", 0)
local _, port = b:getsockname()
t.port(port) t.port((select(2, a:getsockname())))
t.show("sendto", a:sendto("six", "::1", port))
t.show("receivefrom", b:receivefrom())
t.show("mapped", a:sendto("x", "::ffff:127.0.0.1", port))
t.show("getsockname", t.sockname(b))
t.show("v4 on a v6 object", a:sendto("x", "127.0.0.1", port))
