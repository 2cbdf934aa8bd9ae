-- A chained source is at its end once, then it must not be asked
local ltn12 = require "ltn12"
local t = require "prelude"

local function upper(chunk)
  return chunk and chunk:upper()
end
local source = ltn12.source.chain(ltn12.source.table { "a", "b" }, upper)
for i = 1, 3 do
  t.show("chunk " .. i, source())
end
t.call("after the end", source)
local failing = ltn12.source.chain(ltn12.source.cat(ltn12.source.string("a"), ltn12.source.error("failed")), upper)
for i = 1, 4 do
  t.show("failing " .. i, failing())
end
t.show("no filter", (pcall(ltn12.source.chain, ltn12.source.empty())))
