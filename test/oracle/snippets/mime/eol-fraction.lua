-- The context of eol is an integer where Lua has integers
-- only: 5.4
local mime = require "mime"
local t = require "prelude"

t.call("fraction", mime.eol, 1.5, "a")
t.call("whole float", mime.eol, 10.0, "\na")
t.call("large", mime.eol, 2 ^ 40, "\n")
