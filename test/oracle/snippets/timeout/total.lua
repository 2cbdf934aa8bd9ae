-- A total timeout ends a receive that gets nothing
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(nil)
client:settimeout(0.08, "t")
t.waits("line", 0.07, client.receive, client)
peer:send("par")
t.waits("number", 0.07, client.receive, client, 10)
t.show("gettimeout", client:gettimeout())
