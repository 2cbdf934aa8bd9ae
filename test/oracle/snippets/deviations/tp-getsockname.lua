-- getsockname of socket.tp gives the local address
local t = require "prelude"
local tp = require "socket.tp"
local _, port = t.listen()
local control = assert(tp.connect("127.0.0.1", port))
local host, local_port = control:getsockname()
t.show("host", host)
t.show("the local port", tostring(local_port) == tostring(select(2, control:getcontrol():getsockname())))
t.show("the peer's port", tostring(local_port) == tostring(port))
