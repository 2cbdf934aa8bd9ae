-- A service may be the port of setpeername and setsockname
local socket = require "socket"
local t = require "prelude"
local u = socket.udp4()
t.show("setpeername", u:setpeername("127.0.0.1", "domain"))
local ip, port = u:getpeername()
t.show("getpeername", ip, tonumber(port))
