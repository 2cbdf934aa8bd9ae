-- With both limits, the block limit counts anew for each wait
-- peer
local t = require "prelude"
local remote, client = t.peer()
client:settimeout(0.5, "b")
client:settimeout(10, "t")
remote [[ for i = 1, 20 do data:send("x") socket.sleep(0.05) end ]]
t.waits("receive", 0.8, client.receive, client, 20)
