-- A client that was closed connects as one that never was connected: what it is told of refusals and successes
local socket = require "socket"
local t = require "prelude"
local server, good = t.listen()
local bad = t.unused_port()
local s = socket.connect("127.0.0.1", good)
local first = server:accept()
s:close()
t.show("refused", s:connect("127.0.0.1", bad))
t.show("next", s:connect("127.0.0.1", bad))
t.show("third", s:connect("127.0.0.1", bad))
t.show("collects", s:connect("127.0.0.1", good))
t.show("connects", s:connect("127.0.0.1", good))
t.show("confirmed", s:connect("127.0.0.1", good))
t.show("already", s:connect("127.0.0.1", good))
t.show("accept", (server:accept()))
