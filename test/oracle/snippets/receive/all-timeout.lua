-- receive("*a") that times out gives what came so far as partial
local t = require "prelude"
local client, peer = t.pair()
peer:send("so far")
t.arrive(client)
client:settimeout(0.05)
t.waits("timeout", 0.04, client.receive, client, "*a")
t.show("nothing new", client:receive("*a", "old"))
peer:send(" so good")
peer:close()
client:settimeout(5)
t.show("the rest", client:receive("*a", "so far"))
