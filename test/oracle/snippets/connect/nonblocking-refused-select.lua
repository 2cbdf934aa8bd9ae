-- A refused non-blocking connect makes the socket readable and writable
local socket = require "socket"
local t = require "prelude"
local s = t.name(socket.tcp(), "s")
s:settimeout(0)
t.show("connect", s:connect("127.0.0.1", t.unused_port()))
socket.select(nil, { s }, 5)
t.show("select", socket.select({ s }, { s }, 5))
