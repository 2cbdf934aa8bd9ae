-- A bad argument that nobody catches
-- fails
local socket = require "socket"
local s = socket.tcp4()
s:settimeout("never")
