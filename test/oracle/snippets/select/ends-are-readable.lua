-- The end of a connection and a reset are readable
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
t.name(client, "client")
peer:close()
t.show("end", socket.select({ client }, nil, 5))
t.show("receive", client:receive())
t.show("after reading the end", socket.select({ client }, nil, 5))
local other, other_peer = t.pair()
t.name(other, "other")
t.rst(other_peer)
t.show("reset", socket.select({ other }, nil, 5))
