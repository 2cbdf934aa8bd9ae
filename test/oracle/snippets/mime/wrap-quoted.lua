-- Soft line breaks do not part a quoted byte
local mime = require "mime"
local t = require "prelude"

for length = 1, 9 do
  t.show("length " .. length, mime.qpwrp(length, "=41=42ab c=43\r\nd=44", length))
end
for left = -1, 5 do
  t.show("left " .. left, mime.qpwrp(left, "=41b", 10))
  t.show("left " .. left .. ", plain", mime.qpwrp(left, "abc", 10))
end
t.show("end of a line begun", mime.qpwrp(7))
t.show("end of a fresh line", mime.qpwrp(76))
t.show("large", mime.qpwrp(76, (mime.qp(t.pattern_data(20000)))))
