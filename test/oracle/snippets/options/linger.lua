-- linger is a table with on and timeout
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp4()
local function linger(label, ...)
  t.call("set " .. label, s.setoption, s, "linger", ...)
  t.call("  get", s.getoption, s, "linger")
end
linger("on", { on = true, timeout = 7 })
linger("off", { on = false, timeout = 0 })
linger("off with timeout", { on = false, timeout = 5 })
linger("string", { on = true, timeout = "3" })
linger("fraction", { on = true, timeout = 2.9 })
linger("zero", { on = true, timeout = 0 })
linger("no timeout", { on = true })
linger("no on", { timeout = 1 })
linger("on is 1", { on = 1, timeout = 1 })
linger("timeout is a table", { on = true, timeout = {} })
linger("empty", {})
linger("number", 5)
linger("absent")
t.call("method call", function() return s:setoption("linger", 5) end)
t.call("method call, field", function() return s:setoption("linger", {}) end)
