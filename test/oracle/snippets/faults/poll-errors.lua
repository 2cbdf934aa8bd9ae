-- a wait that fails ends its call with the system's words
-- faults
-- blocking
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair() -- with limits: a call without one may wait itself

t.fault("poll.ENOMEM.all")
t.show("receive", client:receive())
peer:send("part")
t.show("receive", client:receive())
t.show("receive 10", client:receive(10))
t.fault()
t.show("the rest", (peer:send("ial\n")), client:receive())

local server, port = t.listen()
t.fault("poll.ENOMEM.all")
t.show("accept", server:accept())
local udp = socket.udp4()
udp:settimeout(5)
t.show("datagram", udp:receive())
t.show("datagram", udp:receivefrom())
t.call("select", socket.select, { client }, nil, 1)
t.fault()
client:close()
t.show("end", peer:receive())
