-- socket.connect binds to locaddr and locport first
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local free = t.unused_port()
local client = assert(socket.connect("127.0.0.1", port, "127.0.0.1", free))
t.show("both given", t.sockname(client))
local other = assert(socket.connect("127.0.0.1", port, "127.0.0.2"))
t.show("address only", (other:getsockname()))
t.show("accepted from", (server:accept():getpeername()))
t.show("accepted from", (server:accept():getpeername()))
t.show("port without address", (socket.connect("127.0.0.1", port, nil, "nosuchservice")))
t.show("wildcard", (socket.connect("127.0.0.1", port, "*")))
t.show("busy port", socket.connect("127.0.0.1", port, "127.0.0.1", port))
t.show("not ours", socket.connect("127.0.0.1", port, "203.0.113.77"))
t.show("bad service", socket.connect("127.0.0.1", port, "127.0.0.1", "nosuchservice"))
t.show("bad address", socket.connect("127.0.0.1", port, "1.2.3.4.5"))
t.show("other family", socket.connect("127.0.0.1", port, "127.0.0.1", 0, "inet6"))
t.show("connect4 with locaddr", (socket.connect4("127.0.0.1", port, "127.0.0.1", 0)))
