-- A NUL ends the host name and the port
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
t.show("host", socket.tcp():connect("127.0.0.1\0.example", port))
t.show("port", socket.tcp():connect("127.0.0.1", port .. "\0junk"))
