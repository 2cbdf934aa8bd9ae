-- Nobody listens: the next call is told, and only that one
local socket = require "socket"
local t = require "prelude"
local port = t.unused_port()
local u = socket.udp4()
u:setpeername("127.0.0.1", port)
u:settimeout(5)
t.show("send", u:send("x"))
t.show("receive", u:receive())
u:settimeout(0)
t.show("receive", u:receive())
u:send("x")
t.arrive(u)
t.show("send", u:send("x"))
t.show("send again", u:send("x"))
t.arrive(u)
t.show("getoption", u:getoption("error"))
t.show("getoption", u:getoption("error"))
t.show("receive", u:receive())
