-- receive, getfd, dirty, getcontrol, getpeername and close are those of the socket
-- peer
local t = require "prelude"
local scripted = require "scripted"
local socket = require "socket"
local tp = require "socket.tp"
local port = scripted.server [[ connection:send("one\r\ntwo\r\n220 hi\r\n") connection:shutdown("send") ]]
local control = assert(tp.connect("127.0.0.1", port))
t.show("getcontrol", control:getcontrol())
t.show("the field c", control.c == control:getcontrol())
t.show("getfd", t.fd(control))
t.show("the same", control:getfd() == control:getcontrol():getfd())
t.show("dirty", control:dirty())
t.show("select", (socket.select({ control }, nil, 5))[1] == control)
t.show("receive", control:receive())
t.show("dirty", control:dirty())
t.show("prefix is ignored", control:receive("*l", "prefix"))
t.show("check", control:check(220))
t.show("end", control:receive("*a"))
t.show("end", control:receive())
t.show("end", control:check("2.."))
t.show("getpeername", control:getpeername())
t.show("close", control:close())
t.show("close", control:close())
t.show("receive", control:receive())
t.show("getfd", control:getfd())
scripted.show_heard()
