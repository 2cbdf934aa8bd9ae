-- A socket has no settable fields, no length and no arithmetic
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp()
t.call("assign", function() s.field = 1 end)
t.call("length", function() return #s end)
t.call("call", function() return s() end)
t.call("concat", function() return s .. "x" end)
t.call("compare", function() return s < s end)
t.show("field", s.nonsense)
t.show("number key", s[1])
t.show("equal to itself", s == s)
t.show("equal to another", s == socket.tcp())
t.show("type", type(s))
t.show("io.type", io.type(s))
