-- setfd gives nothing, and closes nothing
local socket = require "socket"
local t = require "prelude"
local u, v = socket.udp4(), socket.udp()
u:setsockname("127.0.0.1", 0)
local fd = u:getfd()
t.show("setfd", v:setfd(fd))
t.show("same", v:getfd() == fd, (v:getsockname()), v:getfamily())
t.show("detach", v:setfd(-1), v:getfd())
t.call("text", v.setfd, v, "x")
