-- A port may be a float without fraction
-- only: 5.4
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
t.show("connect", socket.tcp():connect("127.0.0.1", port + 0.0))
t.show("bind", socket.tcp():bind("127.0.0.1", 0.0))
t.show("getpeername", (socket.connect("127.0.0.1", port + 0.0)))
