-- A dirty object makes select return at once, for reading only
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
t.name(client, "client")
t.name(peer, "peer")
peer:send("one\ntwo\n")
client:receive()
t.show("dirty", socket.select({ client }, nil))
t.show("dirty with a silent one", socket.select({ peer, client }, nil))
t.show("dirty is no matter for writing", socket.select(nil, { client }, 5))
peer:close()
client:receive()
t.show("end", socket.select({ client }, nil, 5))
