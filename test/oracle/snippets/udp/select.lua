-- select knows datagrams
local socket = require "socket"
local t = require "prelude"
local a, b = socket.udp4(), socket.udp4()
t.name(a, "a") t.name(b, "b")
b:setsockname("127.0.0.1", 0)
local _, port = b:getsockname()
t.show("nothing", socket.select({ b }, nil, 0))
t.show("writable", socket.select(nil, { a, b }, 0))
a:sendto("x", "127.0.0.1", port)
t.show("readable", socket.select({ a, b }, nil, 5))
b:receive()
t.show("nothing", socket.select({ b, socket.udp() }, nil, 0))
