-- Abstract names of unix-domain sockets
local unix = require "socket.unix"
local t = require "prelude"
local name = "\0luasocket-test-" .. tostring({}):gsub("table: ", "")
local server, client = unix.stream(), unix.stream()
t.show("bind", server:bind(name))
server:listen()
t.show("named", server:getsockname() == name)
t.show("connected", client:connect(name) == 1)
