-- select raises for lists that are no tables and timeouts that are no numbers
local socket = require "socket"
local t = require "prelude"
t.call("number", function() return socket.select(1) end)
t.call("string", function() return socket.select(nil, "x") end)
t.call("boolean", function() return socket.select(true, nil, 0) end)
t.call("socket", function() return socket.select(socket.tcp(), nil, 0) end)
t.call("timeout", function() return socket.select(nil, nil, {}) end)
t.call("timeout word", function() return socket.select(nil, nil, "x") end)
t.call("getfd raises", function()
  return socket.select({ { getfd = function() error("from getfd", 0) end } }, nil, 0)
end)
t.call("dirty raises", function()
  return socket.select({ { getfd = function() return 0 end, dirty = function() error({ 1 }) end } }, nil, 0)
end)
t.call("getfd is no function", function() return socket.select({ { getfd = 5 } }, nil, 0) end)
