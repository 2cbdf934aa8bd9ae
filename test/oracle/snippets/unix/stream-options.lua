-- Options of unix-domain streams can be set and not be read
local unix = require "socket.unix"
local t = require "prelude"
local s = unix.stream()
t.show("getoption", s.getoption, s.gettimeout, s.getpeername, s.getfamily)
t.show("keepalive", s:setoption("keepalive", true))
t.show("reuseaddr", s:setoption("reuseaddr", true))
t.show("linger", s:setoption("linger", { on = true, timeout = 1 }))
t.call("other", s.setoption, s, "tcp-nodelay", true)
t.call("type", s.setoption, s, "keepalive", 1)
s:close()
t.show("closed", s:setoption("keepalive", true))
