-- A rewindable source gives again what it was given back, the last first
local ltn12 = require "ltn12"
local t = require "prelude"

local source = ltn12.source.rewind(ltn12.source.table { "1", "2", "3" })
t.show("first", source())
t.show("back", source("x"))
t.show("back", source("y"))
for i = 1, 3 do
  t.show("again", source())
end
t.show("back", source("z"))
for i = 1, 4 do
  t.show("to the end", source())
end
