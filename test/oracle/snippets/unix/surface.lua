-- The module and its classes
local unix = require "socket.unix"
local socket = require "socket"
local t = require "prelude"
local function keys(value)
  local list = {}
  for key in pairs(value) do list[#list + 1] = tostring(key) end
  table.sort(list)
  return table.concat(list, " ")
end
print(keys(unix))
t.show("is its own metatable", getmetatable(unix) == unix, rawget(socket, "unix"))
t.show("makes", unix(), unix.stream(), unix.tcp(), unix.dgram(), unix.udp())
for _, s in ipairs { unix.stream(), unix.dgram() } do
  print(s.class, keys(getmetatable(s)))
  print(keys(getmetatable(s).__index))
  t.show("fd", t.fd(s))
  t.show("getsockname", s:getsockname())
  t.show("dirty", s:dirty())
end
t.show("aliases", unix.stream().bind == unix.stream().setsockname, unix.dgram().connect == unix.dgram().setpeername)
t.call("of another class", unix.stream().close, unix.dgram())
t.call("of TCP", unix.stream().close, socket.tcp())
