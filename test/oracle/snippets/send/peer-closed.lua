-- The first send after the peer's end succeeds; a later one is "closed"
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
peer:close()
t.show("the peer's end", client:receive())
t.show("first send", client:send("x"))
local last, err, reached
local deadline = socket.gettime() + 5
repeat
  last, err, reached = client:send("y")
until err or socket.gettime() > deadline
t.show("later", last, err, reached)
t.show("from 2", client:send("hello", 2))
t.show("receive", client:receive())
