-- socket.bind gives a server with reuseaddr, listening
local socket = require "socket"
local t = require "prelude"
local server = socket.bind("127.0.0.1", 0)
t.show("server", server)
t.show("values", select("#", socket.bind("127.0.0.1", 0)))
t.show("reuseaddr", server:getoption("reuseaddr"))
t.show("gettimeout", server:gettimeout())
t.show("backlog", (socket.bind("127.0.0.1", 0, 5)))
t.show("localhost", (socket.bind("localhost", 0)))
t.show("not ours", socket.bind("203.0.113.77", 0))
t.show("bad host", socket.bind("1.2.3.4.5", 0))
t.show("empty host", socket.bind("", 0))
t.show("bad service", socket.bind("127.0.0.1", "nosuchservice"))
