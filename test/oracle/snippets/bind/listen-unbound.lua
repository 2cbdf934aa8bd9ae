-- An unbound tcp4 object may listen: the system chooses the port
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp4()
t.show("listen", s:listen())
local ip, port, family = t.sockname(s)
t.show("address", ip, family)
t.show("port chosen", tonumber(port) > 0)
t.show("connect", (socket.connect("127.0.0.1", port)))
s:settimeout(5)
t.show("accept", (s:accept()))
