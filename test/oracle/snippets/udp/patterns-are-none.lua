-- receive takes a size and no pattern
local socket = require "socket"
local t = require "prelude"
local u = socket.udp4()
t.call("line", u.receive, u, "*l")
t.call("all", u.receivefrom, u, "*a")
t.call("table", u.receive, u, {})
u:settimeout(0)
t.call("nil", u.receive, u, nil)
