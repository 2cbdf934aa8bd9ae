-- The metatables carry their class as __name
-- only: 5.4
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
t.show("client", getmetatable(client).__name)
t.show("server", getmetatable((t.listen())).__name)
t.show("master", getmetatable(socket.tcp()).__name)
