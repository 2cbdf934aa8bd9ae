-- A lost object is closed
local socket = require "socket"
local t = require "prelude"
local function bound()
  local u = socket.udp4()
  u:setsockname("127.0.0.1", 0)
  return (select(2, u:getsockname()))
end
local port = bound()
collectgarbage() collectgarbage()
t.show("its port is free", socket.udp4():setsockname("127.0.0.1", port))
t.show("gc", getmetatable(socket.udp()).__gc(socket.udp()))
