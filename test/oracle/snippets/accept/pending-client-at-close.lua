-- Closing a server resets the clients that nobody accepted
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local client = socket.connect("127.0.0.1", port)
client:settimeout(5)
t.arrive(server)
server:close()
t.show("receive", client:receive())
