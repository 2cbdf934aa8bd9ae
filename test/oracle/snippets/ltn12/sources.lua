-- Sources of strings, lists, nothing and errors
local ltn12 = require "ltn12"
local t = require "prelude"

local function drain(label, source, times)
  for i = 1, times do
    t.show(label .. " " .. i, source())
  end
end
ltn12.BLOCKSIZE = 3
drain("string", ltn12.source.string("abcdefgh"), 5)
drain("empty string", ltn12.source.string(""), 2)
drain("no string", ltn12.source.string(nil), 2)
drain("list", ltn12.source.table { "a", "", "b" }, 5)
drain("empty list", ltn12.source.table {}, 2)
drain("empty", ltn12.source.empty(), 2)
drain("error", ltn12.source.error("failed"), 2)
drain("error without words", ltn12.source.error(), 1)
drain("cat", ltn12.source.cat(
  ltn12.source.table { "1", "2" }, ltn12.source.empty(), ltn12.source.string("three"), ltn12.source.error("failed"),
  ltn12.source.string("never")
), 8)
t.show("list of no table", (pcall(ltn12.source.table, "x")))

-- The size is read at each call.
local source = ltn12.source.string("abcdef")
t.show("three", source())
ltn12.BLOCKSIZE = 1
t.show("one", source())
