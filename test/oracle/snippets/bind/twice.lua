-- A second bind is an invalid argument
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp()
t.show("first", s:bind("127.0.0.1", 0))
t.show("second", s:bind("127.0.0.1", 0))
t.show("still a master", s.class)
t.show("listen", s:listen())
t.call("listen twice", function() return s:listen() end)
t.call("bind a server", function() return s:bind("127.0.0.1", 0) end)
