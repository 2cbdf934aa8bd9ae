-- Each class has its metatable with a table of methods
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
local server = t.listen()
local master = socket.tcp()
local function keys(value)
  local list = {}
  for key in pairs(value) do
    list[#list + 1] = tostring(key)
  end
  table.sort(list)
  return table.concat(list, " ")
end
for _, s in ipairs { master, server, client } do
  local mt = getmetatable(s)
  print(s.class)
  print("  metatable", keys(mt))
  print("  methods", keys(mt.__index))
  t.show("  class", mt.__index.class)
  t.show("  any", mt["tcp{any}"])
end
t.show("same functions", client.receive == master.receive, server.close == client.close)
t.show("aliases", client.connect == client.setpeername, client.bind == client.setsockname)
t.show("own metatables", getmetatable(client) ~= getmetatable(server))
t.show("shared metatable", getmetatable(client) == getmetatable((t.pair())))
