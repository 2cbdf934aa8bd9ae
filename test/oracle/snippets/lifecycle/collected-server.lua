-- Collecting a server frees its port
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
t.show("busy", socket.bind("127.0.0.1", port))
server = nil
collectgarbage()
collectgarbage()
t.show("free", (socket.bind("127.0.0.1", port)))
