-- send after shutdown("send") is "closed", and receiving goes on
local t = require "prelude"
local client, peer = t.pair()
client:send("before")
t.show("shutdown", client:shutdown("send"))
t.show("send", client:send("after"))
t.show("send from 3", client:send("after", 3))
t.show("the peer reads", peer:receive("*a"))
t.show("the peer answers", peer:send("answer\n"))
t.show("receive", client:receive())
