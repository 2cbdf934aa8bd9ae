-- After shutdown() both receive and send are "closed"
local t = require "prelude"
local client, peer = t.pair()
t.show("shutdown", client:shutdown())
t.show("receive", client:receive())
t.show("send", client:send("x"))
t.show("peer", peer:receive())
t.show("getfd", t.fd(client))
t.show("class", client.class)
