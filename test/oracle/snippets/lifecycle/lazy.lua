-- socket.tcp() has no descriptor yet
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp()
t.show("class", s.class)
t.show("getfd", s:getfd())
t.show("getfamily", s:getfamily())
t.show("getsockname", s:getsockname())
t.show("getpeername", s:getpeername())
t.show("listen", s:listen())
t.show("class", s.class)
t.show("dirty", s:dirty())
t.show("select", socket.select({ s }, { s }, 0))
t.show("close", s:close())
t.show("close again", s:close())
t.show("bind", s:bind("127.0.0.1", 0))
t.show("getfd", t.fd(s))
