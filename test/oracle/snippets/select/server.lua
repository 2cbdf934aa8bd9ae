-- A server with a waiting client is readable
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
t.name(server, "server")
t.show("nobody", socket.select({ server }, nil, 0))
local client = socket.connect("127.0.0.1", port)
t.show("somebody", socket.select({ server }, nil, 5))
t.show("still", socket.select({ server }, nil, 5))
t.show("accept", (server:accept()))
t.show("nobody", socket.select({ server }, nil, 0))
