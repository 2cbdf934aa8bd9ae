-- bind, listen and the classes on the way
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp()
t.show("class", s.class)
t.show("bind", s:bind("127.0.0.1", 0))
t.show("class", s.class)
local ip, port, family = t.sockname(s)
t.port(port)
t.show("address", ip, port, family)
t.show("port chosen", tonumber(port) > 0)
t.show("listen", s:listen())
t.show("class", s.class)
t.show("getsockname", t.sockname(s))
t.show("getpeername", s:getpeername())
t.show("setsockname", socket.tcp():setsockname("127.0.0.1", 0))
