-- settimeout raises for values that are no number and for unknown modes
local t = require "prelude"
local socket = require "socket"
local s = socket.tcp()
t.call("'x'", s.settimeout, s, "x")
t.call("true", s.settimeout, s, true)
t.call("table", s.settimeout, s, {})
t.call("mode x", s.settimeout, s, 1, "x")
t.call("mode ''", s.settimeout, s, 1, "")
t.call("mode B", s.settimeout, s, 1, "B")
t.call("mode 5", s.settimeout, s, 1, 5)
t.call("mode table", s.settimeout, s, 1, {})
t.call("mode true", s.settimeout, s, 1, true)
t.call("method call, value", function() return s:settimeout({}) end)
t.call("method call, mode", function() return s:settimeout(1, "x") end)
t.show("unchanged", s:gettimeout())
