-- A failed setpeername leaves the object what it was
local socket = require "socket"
local t = require "prelude"
local u = socket.udp4()
t.show("unknown", u:setpeername("no.such.host.invalid", 9))
t.show("class", u.class)
t.show("empty", u:setpeername("", 9))
t.show("service", u:setpeername("127.0.0.1", "no-such-service"))
t.show("other family", u:setpeername("::1", 9))
t.show("port 0", u:setpeername("127.0.0.1", 0))
t.show("class", u.class)
t.show("connected stays so", u:setpeername("::1", 9))
t.show("class", u.class)
t.call("no port", u.setpeername, u, "127.0.0.1")
t.call("nothing", u.setpeername, u)
t.show("by name", u:setpeername("localhost", "9"), (u:getpeername()))
