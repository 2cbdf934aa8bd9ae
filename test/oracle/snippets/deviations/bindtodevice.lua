-- bindtodevice is an option of TCP
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp4()
t.show("pcall", (pcall(s.getoption, s, "bindtodevice")))
