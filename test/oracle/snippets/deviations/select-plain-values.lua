-- Numbers, booleans and functions in select's lists are ignored
local socket = require "socket"
local t = require "prelude"
t.call("number", function() return socket.select({ 5 }, nil, 0) end)
t.call("boolean", function() return socket.select({ true }, nil, 0) end)
t.call("function", function() return socket.select(nil, { print }, 0) end)
