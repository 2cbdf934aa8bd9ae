-- debug.traceback names methods and functions of sockets
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
local function handler(message)
  return debug.traceback(message)
end
print(select(2, xpcall(function() client:receive("*z") end, handler)))
print(select(2, xpcall(function() socket.tcp():accept() end, handler)))
print(select(2, xpcall(function() socket.sleep("x") end, handler)))
