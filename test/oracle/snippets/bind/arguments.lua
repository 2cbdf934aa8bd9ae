-- bind wants both arguments as strings or numbers
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp()
t.call("nothing", s.bind, s)
t.call("address only", s.bind, s, "127.0.0.1")
t.call("nil address", s.bind, s, nil, 0)
t.call("boolean port", s.bind, s, "*", true)
t.call("method call", function() return s:bind("*") end)
t.call("method call, table", function() return s:bind({}, 0) end)
t.show("empty port", s:bind("127.0.0.1", ""))
