-- connect gives 1 and makes a client of the object
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local s = socket.tcp()
t.show("class before", s.class)
t.show("connect", s:connect("127.0.0.1", port))
t.show("class", s.class)
t.show("getpeername", s:getpeername())
t.show("getfamily", s:getfamily())
local peer = server:accept()
t.show("accepted", peer)
local ip, local_port = t.sockname(s)
local peer_ip, peer_port = peer:getpeername()
t.show("same address", ip == peer_ip, tonumber(local_port) == peer_port)
t.show("string port", socket.tcp():connect("127.0.0.1", tostring(port)))
t.show("setpeername", socket.tcp():setpeername("127.0.0.1", port))
t.show("host name", socket.tcp4():connect("localhost", port))
