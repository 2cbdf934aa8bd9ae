-- What sendto says of addresses that are none
local socket = require "socket"
local t = require "prelude"
local u = socket.udp4()
t.show("name", u:sendto("x", "localhost", 9))
t.show("no address", u:sendto("x", "1.2.3.999", 9))
t.show("empty", u:sendto("x", "", 9))
t.show("service", u:sendto("x", "127.0.0.1", "http"))
t.show("port of letters", u:sendto("x", "127.0.0.1", "9x"))
t.show("other family", u:sendto("x", "::1", 9))
t.show("port 0", u:sendto("x", "127.0.0.1", 0))
t.show("broadcast", u:sendto("x", "255.255.255.255", 9))
t.show("too long", u:sendto(("x"):rep(65508), "127.0.0.1", 9))
t.call("no data", u.sendto, u)
t.call("no ip", u.sendto, u, "x")
t.call("no port", u.sendto, u, "x", "127.0.0.1")
t.call("table", u.sendto, u, {}, "127.0.0.1", 9)
t.show("largest", u:sendto(("x"):rep(65507), "127.0.0.1", 9))
