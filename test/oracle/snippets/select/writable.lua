-- A connection with room is writable; a listening server never is
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
local server = t.name(t.listen(), "server")
t.name(client, "client")
t.name(peer, "peer")
t.show("two clients", socket.select(nil, { client, peer }, 0))
t.show("server", socket.select(nil, { server }, 0))
t.show("server and client", socket.select({ server }, { server, client }, 0))
t.show("both lists", socket.select({ client }, { client }, 0))
