-- An empty selection succeeds without touching the connection
local t = require "prelude"
local client, peer = t.pair()
t.show("''", client:send(""))
t.show("'', 1, 5", client:send("", 1, 5))
t.show("'', 3", client:send("", 3))
client:shutdown("send")
t.show("after shutdown", client:send(""))
t.show("i > j after shutdown", client:send("hello", 4, 2))
client:close()
t.show("closed", client:send(""))
t.show("closed, i > j", client:send("hello", 10))
t.show("closed, 0, 0", client:send("hello", 0, 0))
t.show("arrived", peer:receive("*a"))
