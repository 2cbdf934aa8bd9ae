-- A ready object listed twice appears once, a dirty one twice
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
t.name(client, "client")
peer:send("one\ntwo\n")
t.arrive(client)
t.show("ready", socket.select({ client, client }, nil, 5))
t.show("writable", socket.select(nil, { client, client }, 5))
client:receive()
t.show("dirty", socket.select({ client, client }, nil, 5))
