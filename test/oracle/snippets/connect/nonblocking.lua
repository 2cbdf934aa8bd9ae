-- settimeout(0), connect, select for writing, then use it
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local s = socket.tcp()
s:settimeout(0)
t.show("connect", s:connect("127.0.0.1", port))
t.show("class", s.class)
local _, writable = socket.select(nil, { s }, 5)
t.show("writable", #writable)
t.show("send", s:send("hello\n"))
t.show("peer", (server:accept():receive()))
t.show("error option", s:getoption("error"))
