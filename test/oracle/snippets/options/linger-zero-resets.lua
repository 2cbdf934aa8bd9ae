-- Closing with linger 0 resets the connection
local t = require "prelude"
local client, peer = t.pair()
t.show("set", peer:setoption("linger", { on = true, timeout = 0 }))
peer:close()
t.show("receive", client:receive())
t.show("getpeername", client:getpeername())
t.show("send", client:send("x"))
