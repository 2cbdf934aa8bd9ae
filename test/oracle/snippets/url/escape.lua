-- Every byte is escaped and comes back
local url = require "socket.url"
local t = require "prelude"

local all = {}
for byte = 0, 255 do
  all[#all + 1] = string.char(byte)
end
all = table.concat(all)
for from = 1, 256, 32 do
  t.show("escaped", url.escape(all:sub(from, from + 31)))
end
t.show("back", url.unescape(url.escape(all)) == all)
t.show("either case, and what is none", url.unescape("%41%4a%4A%zz%4%%41%"))
t.show("a plus is a plus", url.unescape("a+b"))
t.show("number", url.escape(12.5), url.unescape(41))
t.show("one result", select("#", url.escape("a b")), select("#", url.unescape("a%20b")))
