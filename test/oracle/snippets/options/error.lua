-- getoption("error") is nil while all is well, and tells a reset once
local t = require "prelude"
local client, peer = t.pair()
t.show("connected", client:getoption("error"))
t.rst(peer)
t.arrive(client)
t.show("reset", client:getoption("error"))
t.show("again", client:getoption("error"))
t.show("receive", client:receive())
