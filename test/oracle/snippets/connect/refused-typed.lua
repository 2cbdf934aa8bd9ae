-- A refused tcp4 object keeps its descriptor: the next connect only collects "closed"
local socket = require "socket"
local t = require "prelude"
local port = t.unused_port()
local s = socket.tcp4()
t.show("first", s:connect("127.0.0.1", port))
t.show("second", s:connect("127.0.0.1", port))
t.show("third", s:connect("127.0.0.1", port))
local server, good = t.listen()
t.show("collects", s:connect("127.0.0.1", good))
t.show("connects", s:connect("127.0.0.1", good))
t.show("accept", (server:accept()))
