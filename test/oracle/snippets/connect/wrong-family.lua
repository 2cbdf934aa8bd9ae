-- A typed object refuses literals of the other family
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
local port = t.unused_port()
t.show("tcp4 to ::1", socket.tcp4():connect("::1", port))
t.show("tcp6 to 127.0.0.1", socket.tcp6():connect("127.0.0.1", port))
t.show("tcp4 bind ::1", socket.tcp4():bind("::1", 0))
t.show("tcp6 bind 127.0.0.1", socket.tcp6():bind("127.0.0.1", 0))
t.show("tcp6 to a mapped address", socket.tcp6():connect("::ffff:127.0.0.1", port))
local s = socket.tcp()
s:bind("127.0.0.1", 0)
t.show("bound to IPv4", s:connect("::1", port))
t.show("locaddr IPv4, host IPv6", socket.connect("::1", port, "127.0.0.1", 0))
