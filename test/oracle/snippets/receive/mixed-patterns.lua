-- Patterns may follow each other on one connection
local t = require "prelude"
local client, peer = t.pair()
peer:send("GET /\r\nHost: x\r\n\r\n12345tail of\r\nthe stream")
peer:close()
t.show("line", client:receive())
t.show("line", client:receive("*l"))
t.show("empty", client:receive("*l"))
t.show("5", client:receive(5))
t.show("dirty", client:dirty())
t.show("all", client:receive("*a"))
t.show("dirty", client:dirty())
t.show("end", client:receive(1))
