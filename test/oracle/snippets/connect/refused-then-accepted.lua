-- A lazy object that was refused connects afresh
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp()
t.show("refused", s:connect("127.0.0.1", t.unused_port()))
local server, port = t.listen()
t.show("connect", s:connect("127.0.0.1", port))
local peer = assert(server:accept())
t.show("send", s:send("hello\n"))
t.show("receive", peer:receive())
t.show("getpeername", s:getpeername())
