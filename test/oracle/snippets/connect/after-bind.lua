-- A bound object connects from its local port
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local free = t.unused_port()
local s = socket.tcp()
t.show("bind", s:bind("127.0.0.1", free))
t.show("connect", s:connect("127.0.0.1", port))
t.show("getsockname", t.sockname(s))
t.show("accepted from", server:accept():getpeername())
local refused = socket.tcp()
refused:bind("127.0.0.1", 0)
t.show("refused", refused:connect("127.0.0.1", t.unused_port()))
t.show("second", refused:connect("127.0.0.1", port))
t.show("third", refused:connect("127.0.0.1", port))
