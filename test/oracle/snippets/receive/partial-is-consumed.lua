-- A partial has left the buffer: without it as prefix the next receive starts anew
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0)
peer:send("lost")
t.arrive(client)
t.show("first", client:receive("*l"))
t.show("second", client:receive("*l"))
t.show("stats", (client:getstats()))
peer:send("found\n")
t.arrive(client)
t.show("third", client:receive("*l"))
