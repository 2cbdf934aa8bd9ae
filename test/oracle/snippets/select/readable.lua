-- select gives two tables, keyed by number and by object
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
t.name(client, "client")
t.name(peer, "peer")
t.show("nothing", socket.select({ client, peer }, nil, 0))
peer:send("x")
t.arrive(client)
t.show("client", socket.select({ client, peer }, nil, 0))
client:send("y")
t.arrive(peer)
t.show("both", socket.select({ client, peer }, nil, 0))
t.show("one asked", socket.select({ peer }, nil, 0))
t.show("values", select("#", socket.select({ peer }, nil, 0)))
local r, w = socket.select({ client }, nil, 0)
t.show("tables differ", r ~= w)
