-- receive(n) gives exactly n bytes, or fewer only as partial
local t = require "prelude"
local client, peer = t.pair()
peer:send("abcdefghij")
t.show("3", client:receive(3))
t.show("1", client:receive(1))
peer:close()
t.show("exact fit at the end", client:receive(6))
t.show("beyond the end", client:receive(1))
local other, other_peer = t.pair()
other_peer:send("abc")
other_peer:close()
t.show("more than there is", other:receive(10))
t.show("again", other:receive(10))
