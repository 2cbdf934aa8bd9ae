-- The idiom that repeats connect until it says done or already connected
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local s = socket.tcp()
s:settimeout(0)
t.show("connect", s:connect("127.0.0.1", port))
socket.select(nil, { s }, 5)
t.show("first repeat", s:connect("127.0.0.1", port))
t.show("second repeat", s:connect("127.0.0.1", port))
s:settimeout(5)
local peer = server:accept()
peer:send("welcome\n")
t.show("receive", s:receive())
