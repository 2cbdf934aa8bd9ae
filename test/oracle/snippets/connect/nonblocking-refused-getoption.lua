-- getoption("error") collects a refused non-blocking connect
local socket = require "socket"
local t = require "prelude"
local port = t.unused_port()
local s = socket.tcp()
s:settimeout(0)
t.show("connect", s:connect("127.0.0.1", port))
socket.select({ s }, { s }, 5)
t.show("error", s:getoption("error"))
t.show("error again", s:getoption("error"))
t.show("send", s:send("x"))
t.show("receive", s:receive())
t.show("connect", s:connect("127.0.0.1", port))
