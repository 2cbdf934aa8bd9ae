-- The names of the module, and where it is
local url = require "socket.url"
local t = require "prelude"

local names = {}
for name, value in pairs(url) do
  names[#names + 1] = name .. " " .. type(value)
end
table.sort(names)
print(table.concat(names, "\n"))
t.show("version", url._VERSION)
t.show("in socket", require("socket").url == url)
