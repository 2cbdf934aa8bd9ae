-- settimeout(0) returns at once with what is there
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0)
t.show("line", client:receive("*l"))
t.show("all", client:receive("*a"))
t.show("5", client:receive(5, "ab"))
peer:send("xyz")
t.arrive(client)
t.show("2 of 3", client:receive(2))
t.show("line", client:receive("*l"))
peer:close()
t.arrive(client)
t.show("end", client:receive("*l"))
