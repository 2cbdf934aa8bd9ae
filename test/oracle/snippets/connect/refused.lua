-- connect to a port without listener is refused; the object is a client from then on
local socket = require "socket"
local t = require "prelude"
local port = t.unused_port()
local s = socket.tcp()
print(s.class)
t.show("connect", s:connect("127.0.0.1", port))
print(s.class)
t.show("getfd", t.fd(s))
t.show("getfamily", s:getfamily())
t.show("family in getsockname", (select(3, s:getsockname())))
t.show("getpeername", s:getpeername())
t.show("send", s:send("x"))
t.show("receive", s:receive())
t.show("connect again", s:connect("127.0.0.1", port))
t.show("socket.connect", socket.connect("127.0.0.1", port))
t.show("close", s:close())
