-- dirty tells whether the input buffer holds unread bytes
local t = require "prelude"
local client, peer = t.pair()
t.show("new", client:dirty())
peer:send("line one\nline two\n")
t.arrive(client)
t.show("in the system only", client:dirty())
t.show("read", client:receive())
t.show("rest in the buffer", client:dirty())
t.show("read", client:receive())
t.show("empty", client:dirty())
t.show("server", (t.listen()):dirty())
