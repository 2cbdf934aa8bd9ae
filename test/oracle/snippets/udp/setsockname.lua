-- setsockname binds once
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
local u = socket.udp()
t.show("wildcard", u:setsockname("*", 0))
t.show("address", (u:getsockname()))
t.show("twice", u:setsockname("*", 0))
local _, port = u:getsockname()
local v = socket.udp4()
t.show("busy", v:setsockname("*", port))
t.show("then another", v:setsockname("127.0.0.1", 0))
local six = socket.udp6()
t.show("v6 wildcard", six:setsockname("*", 0), (six:getsockname()))
t.show("not ours", socket.udp4():setsockname("192.0.2.1", 0))
t.call("no port", v.setsockname, v, "*")
