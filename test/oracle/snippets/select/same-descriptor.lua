-- Of two objects with one descriptor the last collected stands for both
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
t.name(client, "client")
local twin = t.name({ getfd = function() return client:getfd() end }, "twin")
peer:send("x")
t.arrive(client)
t.show("client, twin", socket.select({ client, twin }, nil, 5))
t.show("twin, client", socket.select({ twin, client }, nil, 5))
t.show("read and write", socket.select({ client }, { twin }, 5))
