-- cycle calls a low-level filter with its last context, and gives its first result
local ltn12 = require "ltn12"
local t = require "prelude"

local function low(context, chunk, extra)
  t.show("low", context, chunk, extra)
  return chunk and chunk .. context, context + 1, "ignored"
end
local filter = ltn12.filter.cycle(low, 1, "extra")
for _, chunk in ipairs { "a", "", "b" } do
  t.show("cycle", filter(chunk))
end
t.show("end", filter(nil))
t.show("no low-level filter", (pcall(ltn12.filter.cycle)))
