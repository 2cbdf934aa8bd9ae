-- receive(0) waits until there is something
-- peer
local t = require "prelude"
local remote, client = t.peer()
client:settimeout(5)
remote [[ socket.sleep(0.1) data:send("x") ]]
t.waits("receive(0)", 0.05, client.receive, client, 0)
t.show("dirty", client:dirty())
t.show("receive", client:receive(1))
