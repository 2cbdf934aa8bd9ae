-- Functions of the module ignore extra arguments
local socket = require "socket"
local t = require "prelude"
t.show("tcp", socket.tcp(1, 2, 3))
t.show("tcp4", (socket.tcp4("x")))
t.show("gettime", type(socket.gettime("x")))
t.show("sleep", socket.sleep(0, "x"))
