-- An accepted client inherits no timeout and starts its own statistics
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
server:settimeout(3)
server:settimeout(4, "t")
socket.connect("127.0.0.1", port)
local peer = server:accept()
t.show("gettimeout", peer:gettimeout())
t.show("server", server:gettimeout())
local received, sent, age = peer:getstats()
t.show("stats", received, sent)
t.show("young", age >= 0 and age < 5)
t.show("family", peer:getfamily())
t.show("dirty", peer:dirty())
t.show("class", peer.class)
