-- A fancy source may give its successor behind a chunk
local ltn12 = require "ltn12"
local t = require "prelude"

local function second()
  return "two"
end
local calls = 0
local function first()
  calls = calls + 1
  if calls == 1 then return "one" end
  return "one again", second
end
local source = ltn12.source.simplify(first)
for i = 1, 4 do
  t.show("simple " .. i, source())
end
t.show("failure", ltn12.source.simplify(ltn12.source.error("failed"))())
t.show("end", ltn12.source.simplify(ltn12.source.empty())())
t.show("no source", (pcall(ltn12.source.simplify)))
