-- receive(0) on a silent connection waits for its timeout
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0.06)
t.waits("receive(0)", 0.05, client.receive, client, 0)
