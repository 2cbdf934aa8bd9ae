-- A script may end while its peer is still sending
-- peer
local t = require "prelude"
local remote, client = t.peer()
remote [[ for i = 1, 1000 do data:send(("x"):rep(10000)) end ]]
t.show("first", client:receive(5))
