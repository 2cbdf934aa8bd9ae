-- A timeout below one millisecond does not wait, and does not hang
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0.0004)
t.show("nothing", client:receive())
peer:send("x\n")
t.arrive(client)
t.show("data", client:receive())
