-- require "socket" and "socket.core" give one table, and no globals
local before = {}
for key in pairs(_G) do
  before[key] = true
end
local socket = require "socket"
local core = require "socket.core"
print("one table", socket == core, socket == package.loaded.socket, core == package.loaded["socket.core"])
for key in pairs(_G) do
  if not before[key] then
    print("new global", key)
  end
end
print("again", socket == require "socket")
print("global", rawget(_G, "socket"))
