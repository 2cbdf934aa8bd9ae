-- Every kind of line end becomes the marker, also where chunks part it
local mime = require "mime"
local t = require "prelude"

local text = "a\nb\rc\r\nd\n\re\n\nf\r\rg\r\n\r\nh\n\r\n"
t.show("whole", mime.eol(0, text))
t.show("marker", mime.eol(0, text, "|"))
t.show("number", mime.eol(0, text, 7))
t.show("NUL", mime.eol(0, text, "M\0N"))
t.show("empty marker", mime.eol(0, text, ""))
for at = 0, #text do
  local first, context = mime.eol(0, text:sub(1, at), "|")
  local second, last = mime.eol(context, text:sub(at + 1), "|")
  t.show("split " .. at, first .. second, context, last)
end
t.show("end", mime.eol(13))
t.show("other context", mime.eol(65, "\nb"))
t.show("string context", mime.eol("10", "\nb"))
