-- The same port can be bound for both families: IPv6 sockets take IPv6 only
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
local four = assert(socket.bind("0.0.0.0", 0))
local _, port = four:getsockname()
t.show("IPv6 too", (socket.bind("::", port)))
