-- An object of udp() has no descriptor until it needs one
local socket = require "socket"
local t = require "prelude"
local u = socket.udp()
t.show("class", u.class, tostring(u):match("^[^:]+"))
t.show("fd", u:getfd())
t.show("family", u:getfamily())
t.show("getsockname", u:getsockname())
t.show("setoption", u:setoption("broadcast", true))
t.show("getoption", u:getoption("broadcast"))
t.show("receive", u:receive())
t.show("receive with a size", u:receive(5))
t.show("setpeername", u:setpeername("*"))
t.show("dirty", u:dirty())
t.show("gettimeout", u:gettimeout())
t.show("close", u:close())
t.show("fd", u:getfd())
