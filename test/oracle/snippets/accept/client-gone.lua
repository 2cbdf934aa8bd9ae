-- accept still gives a client that is gone; its data can be read
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local client = socket.connect("127.0.0.1", port)
client:send("testament\nunfinished")
client:close()
local peer = server:accept()
peer:settimeout(5)
t.show("class", peer.class)
t.show("line", peer:receive())
t.show("rest", peer:receive())
