-- Data that is there is returned whatever the timeout
local t = require "prelude"
local client, peer = t.pair()
peer:send("one\ntwo\nthree\n")
t.arrive(client)
client:settimeout(0)
t.show("block 0", client:receive())
client:settimeout(0, "t")
t.show("total 0", client:receive())
client:settimeout(0.0001)
t.show("tiny", client:receive())
