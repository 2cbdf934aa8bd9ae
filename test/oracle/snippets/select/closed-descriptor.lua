-- A descriptor that is not open makes select raise
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp4()
local fd = s:getfd()
s:close()
t.call("closed", socket.select, { { getfd = function() return fd end } }, nil, 0)
t.call("closed, for writing", socket.select, nil, { { getfd = function() return fd end } }, 0)
