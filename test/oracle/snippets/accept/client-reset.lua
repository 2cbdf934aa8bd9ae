-- accept gives a client that was reset before; reading says "closed"
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local client = socket.connect("127.0.0.1", port)
t.rst(client)
local peer = server:accept()
peer:settimeout(5)
t.show("class", peer.class)
t.show("receive", peer:receive())
t.show("getpeername", peer:getpeername())
