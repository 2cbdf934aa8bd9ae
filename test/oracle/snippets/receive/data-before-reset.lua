-- Data that was buffered before a reset can still be read
local t = require "prelude"
local client, peer = t.pair()
peer:send("line one\nline two\npart")
t.show("line one", client:receive())
t.rst(peer)
t.show("line two", client:receive())
t.show("part", client:receive())
t.show("after", client:receive())
