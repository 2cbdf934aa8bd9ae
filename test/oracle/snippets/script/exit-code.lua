-- os.exit ends a script with open sockets
-- fails
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
t.show("send", client:send("x"))
io.stdout:flush()
os.exit(3)
