-- An empty datagram is a datagram
local socket = require "socket"
local t = require "prelude"
local a, b = socket.udp(), socket.udp4()
b:settimeout(5)
b:setsockname("127.0.0.1", 0)
local _, port = b:getsockname()
t.show("sendto", a:sendto("", "127.0.0.1", port))
t.show("receive", b:receive())
a:sendto("", "127.0.0.1", port)
t.show("receivefrom", (b:receivefrom()))
a:setpeername("127.0.0.1", port)
t.show("send", a:send(""))
t.show("receive", b:receive())
