-- A block timeout ends a receive that gets nothing
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0.08)
t.waits("line", 0.07, client.receive, client)
peer:send("par")
t.waits("number", 0.07, client.receive, client, 10, "-")
t.waits("again", 0.07, client.receive, client, "*a")
