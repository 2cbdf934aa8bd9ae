-- connect on a connected object: the system confirms once, then says "already connected"
local t = require "prelude"
local client, peer = t.pair()
local _, port = client:getpeername()
t.show("same address", client:connect("127.0.0.1", port))
t.show("again", client:connect("127.0.0.1", port))
t.show("other address", client:connect("127.0.0.1", t.unused_port()))
client:send("still here\n")
t.show("peer", peer:receive())
