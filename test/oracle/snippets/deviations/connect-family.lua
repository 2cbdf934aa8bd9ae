-- connect4 and connect6 connect in their own family only
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
local _, port = t.listen("::1")
t.show("connect4 to ::1", socket.connect4("::1", port))
local _, port4 = t.listen("127.0.0.1")
t.show("connect6 to 127.0.0.1", socket.connect6("127.0.0.1", port4))
t.show("inet", socket.connect("::1", port, nil, nil, "inet"))
