-- receive("*a") on a reset connection is "closed" with everything read as partial
local t = require "prelude"
local client, peer = t.pair()
peer:send("before the reset")
t.arrive(client)
t.show("two bytes", client:receive(2))
t.rst(peer)
t.show("all", client:receive("*a", "be"))
t.show("again", client:receive("*a"))
t.show("line", client:receive("*l"))
