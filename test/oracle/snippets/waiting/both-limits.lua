-- With both limits, the block limit counts anew for each wait
-- peer
local t = require "prelude"
local remote, client = t.peer()
client:settimeout(0.5, "b")
client:settimeout(10, "t")
remote [[ for i = 1, 20 do data:send("x") socket.sleep(0.05) end ]]
-- A second in all: with a deadline for the whole call half of it would be missing.
t.show("receive", client:receive(20))
