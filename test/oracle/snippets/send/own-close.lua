-- send on a closed socket is "closed" with the index before its first byte
local t = require "prelude"
local client, peer = t.pair()
client:close()
t.show("send", client:send("hello"))
t.show("from 3", client:send("hello", 3))
t.show("from -2", client:send("hello", -2))
t.show("stats", (select(2, client:getstats())))
