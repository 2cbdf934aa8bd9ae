-- receive waits for as long as it may
local socket = require "socket"
local t = require "prelude"
local u = socket.udp4()
u:setsockname("127.0.0.1", 0)
u:settimeout(0)
t.show("never", u:receive())
t.show("never", u:receivefrom())
u:settimeout(0.05)
t.waits("block", 0.04, u.receive, u)
u:settimeout(-1)
u:settimeout(0.05, "t")
t.waits("total", 0.04, u.receivefrom, u)
t.show("gettimeout", u:gettimeout())
t.call("mode", u.settimeout, u, 1, "x")
