-- What is undecided at the end is quoted, with a soft line break behind it
local mime = require "mime"
local t = require "prelude"

for _, text in ipairs { "", " ", "\t", "\r", " \r", "a b", "a b c", "a ", "a\t ", "a\r", "a \r\n", "=", "\n" } do
  t.show(text, mime.qp(text))
  t.show(text .. " with more", mime.qp(text, ""))
end
