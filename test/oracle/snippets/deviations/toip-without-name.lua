-- toip of an address needs no name
local socket = require "socket"
local t = require "prelude"
t.show("toip", socket.dns.toip("192.0.2.1"))
t.show("tohostname", socket.dns.tohostname("192.0.2.1"))
