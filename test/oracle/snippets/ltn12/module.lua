-- The names of the module
local ltn12 = require "ltn12"
local t = require "prelude"

local names = {}
local function collect(prefix, fields)
  for name, value in pairs(fields) do
    names[#names + 1] = prefix .. name .. " " .. type(value)
    if type(value) == "table" then collect(prefix .. name .. ".", value) end
  end
end
collect("", ltn12)
table.sort(names)
print(table.concat(names, "\n"))
t.show("version", ltn12._VERSION)
t.show("block size", ltn12.BLOCKSIZE)
t.show("global", type(rawget(_G, "ltn12")))
