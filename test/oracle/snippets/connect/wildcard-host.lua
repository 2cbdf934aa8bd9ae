-- connect("*", port) means loopback
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local s = socket.tcp4()
t.show("connect", s:connect("*", port))
t.show("getpeername", s:getpeername())
t.show("socket.connect", (socket.connect("*", port)))
