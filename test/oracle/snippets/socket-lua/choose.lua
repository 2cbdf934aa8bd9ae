-- choose picks by name, or "default" when the first argument is no string
local socket = require "socket"
local t = require "prelude"
local chosen = socket.choose {
  default = function(...) return "default", ... end,
  other = function(...) return "other", ... end,
}
t.show("name", chosen("other", 1, 2))
t.show("default", chosen("default", 1, 2))
t.show("shift", chosen(1, 2))
t.show("nil", chosen(nil, 1))
t.show("nothing", chosen())
t.show("only two options", chosen("other", 1, 2, 3))
t.show("table", select("#", chosen({}, 1)))
t.call("unknown", function() return (chosen("nonsense")) end)
