-- The names of the module
local mime = require "mime"
local t = require "prelude"

local names = {}
for name, value in pairs(mime) do
  names[#names + 1] = name .. " " .. type(value)
end
table.sort(names)
print(table.concat(names, "\n"))
t.show("version", mime._VERSION)
t.show("one table", mime == require "mime.core", package.loaded["mime"] == mime)
t.show("global", rawget(_G, "mime"))
for _, name in ipairs { "encodet", "decodet", "wrapt" } do
  local keys = {}
  for key in pairs(mime[name]) do
    keys[#keys + 1] = key
  end
  table.sort(keys)
  t.show(name, table.concat(keys, " "))
end
