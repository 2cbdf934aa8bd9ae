-- receivefrom on a closed unix-domain socket
local unix = require "socket.unix"
local t = require "prelude"
local u = unix.dgram()
u:close()
t.show("closed", u:receivefrom())
