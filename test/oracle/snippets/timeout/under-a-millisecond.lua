-- A timeout below one millisecond runs out, and the next receive gives what has come
-- (test/js/sockets/system-calls.test.ts compares the time that poll is called with.)
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0.0004)
t.show("nothing", client:receive())
peer:send("x\n")
t.arrive(client)
t.show("data", client:receive())
