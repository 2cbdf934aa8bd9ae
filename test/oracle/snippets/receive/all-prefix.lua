-- receive("*a", prefix) puts the prefix before what it reads
local t = require "prelude"
local client, peer = t.pair()
peer:send("tail")
peer:close()
t.show("all", client:receive("*a", "head\r\n-"))
