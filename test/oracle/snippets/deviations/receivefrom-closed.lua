-- receivefrom on a socket without descriptor
local socket = require "socket"
local t = require "prelude"
local u = socket.udp()
t.show("lazy", u:receivefrom())
local v = socket.udp4()
v:close()
t.show("closed", v:receivefrom())
