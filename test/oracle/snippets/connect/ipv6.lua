-- Connecting and talking over IPv6 loopback
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
local server, port = t.listen("::1")
t.show("server", t.sockname(server))
t.show("server family", server:getfamily())
local client = socket.tcp()
t.show("connect", client:connect("::1", port))
t.show("getfamily", client:getfamily())
t.show("getpeername", client:getpeername())
t.show("local address", (client:getsockname()), (select(3, client:getsockname())))
local peer = server:accept()
t.show("accepted family", peer:getfamily())
client:send("over six\n")
t.show("peer", peer:receive())
t.show("long literal", socket.tcp6():connect("0:0:0:0:0:0:0:1", port))
t.show("connect6", (socket.connect6("::1", port)))
t.show("IPv4 to it", socket.tcp():connect("127.0.0.1", port))
