-- socket.connect gives a connected client in one step
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local client = socket.connect("127.0.0.1", port)
t.show("client", client)
t.show("class", client.class)
t.show("gettimeout", client:gettimeout())
t.show("getpeername", client:getpeername())
t.show("getfamily", client:getfamily())
local peer = server:accept()
client:send("hi\n")
t.show("peer", peer:receive())
t.show("refused", socket.connect("127.0.0.1", t.unused_port()))
t.show("string port", (socket.connect("127.0.0.1", tostring(port))))
t.show("unspec", (socket.connect("127.0.0.1", port, nil, nil, "unspec")))
t.show("inet", (socket.connect("127.0.0.1", port, nil, nil, "inet")))
t.show("connect4", (socket.connect4("127.0.0.1", port)))
t.show("connect4 refused", socket.connect4("127.0.0.1", t.unused_port()))
