-- Closing with unread data makes the peer's receive say "closed"
local t = require "prelude"
local client, peer = t.pair()
peer:send("never read")
t.arrive(client)
client:close()
t.show("receive", peer:receive("*a"))
