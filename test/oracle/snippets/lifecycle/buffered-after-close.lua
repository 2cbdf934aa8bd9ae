-- Data in the input buffer can still be read after close
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
peer:send("one\ntwo\nthree")
t.show("one", client:receive())
client:close()
t.show("dirty", client:dirty())
t.show("select", socket.select({ client }, nil, 0))
t.show("two", client:receive())
t.show("three", client:receive())
t.show("dirty", client:dirty())
t.show("end", client:receive())
