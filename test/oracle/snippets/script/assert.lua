-- assert around a failed connect is the usual way to end a script
-- fails
local socket = require "socket"
local t = require "prelude"
local port = t.unused_port()
local client = assert(socket.connect("127.0.0.1", port))
