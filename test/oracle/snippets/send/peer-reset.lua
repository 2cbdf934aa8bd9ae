-- send after a reset is "closed"
local t = require "prelude"
local client, peer = t.pair()
t.rst(peer)
t.arrive(client)
t.show("first send", client:send("hello"))
t.show("from 4", client:send("hello", 4))
t.show("receive", client:receive())
t.show("getpeername", client:getpeername())
