-- bind to a port in use fails and leaves the object usable
local socket = require "socket"
local t = require "prelude"
local _, port = t.listen()
local s = socket.tcp()
t.show("busy", s:bind("127.0.0.1", port))
t.show("getfd", t.fd(s))
t.show("family in getsockname", s:getsockname() and (select(3, s:getsockname())))
t.show("class", s.class)
t.show("set reuseaddr", s:setoption("reuseaddr", true))
t.show("other port", s:bind("127.0.0.1", 0))
t.show("reuseaddr", s:getoption("reuseaddr"))
t.show("family in getsockname", (select(3, s:getsockname())))
local typed = socket.tcp4()
typed:setoption("reuseaddr", true)
t.show("typed, busy", typed:bind("127.0.0.1", port))
t.show("typed, other", typed:bind("127.0.0.1", 0))
t.show("typed keeps options", typed:getoption("reuseaddr"))
t.show("socket.bind", socket.bind("127.0.0.1", port))
