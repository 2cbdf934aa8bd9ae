-- A dot at the beginning of a line is doubled, also where chunks part the line end
local mime = require "mime"
local t = require "prelude"

local text = ".a\r\n.b\r.\n.\r\n..\r\n\r\n."
for at = 0, #text do
  local first, state = mime.dot(2, text:sub(1, at))
  local second, last = mime.dot(state, text:sub(at + 1))
  t.show("split " .. at, first .. second, state, last)
end
t.show("end", mime.dot(0))
t.show("fraction", mime.dot(2.9, "."))
t.show("unknown state", mime.dot(-1, "."))
