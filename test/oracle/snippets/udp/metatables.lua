-- The metatables and methods of UDP objects
local socket = require "socket"
local t = require "prelude"
local u, c = socket.udp4(), socket.udp4()
assert(c:setpeername("127.0.0.1", 9))
local function keys(value)
  local list = {}
  for key in pairs(value) do list[#list + 1] = tostring(key) end
  table.sort(list)
  return table.concat(list, " ")
end
for _, s in ipairs { u, c } do
  print(s.class, keys(getmetatable(s)))
  print(keys(getmetatable(s).__index))
end
t.show("same functions", u.receive == c.receive, u.close == c.close)
t.show("not those of TCP", u.close == socket.tcp().close)
