-- Arguments of the functions of dns
local socket = require "socket"
local t = require "prelude"
for _, name in ipairs { "toip", "tohostname", "getaddrinfo" } do
  t.call(name, socket.dns[name])
  t.call(name, socket.dns[name], {})
  t.call(name, socket.dns[name], nil)
  t.show(name .. " of a number", (socket.dns[name](2130706433)))
end
local names = {}
for key in pairs(socket.dns) do names[#names + 1] = key end
table.sort(names)
print(table.concat(names, " "))
