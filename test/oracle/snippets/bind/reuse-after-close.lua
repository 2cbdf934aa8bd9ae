-- socket.bind takes a port again right after its connections closed
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local client = socket.connect("127.0.0.1", port)
local peer = server:accept()
peer:close()
t.show("end", client:receive())
client:close()
server:close()
t.show("again", (socket.bind("127.0.0.1", port)))
