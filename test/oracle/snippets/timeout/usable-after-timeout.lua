-- A connection goes on as before after any number of timeouts
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0.01)
for i = 1, 5 do
  t.show("silent " .. i, client:receive())
end
t.show("send", client:send("ping\n"))
t.show("peer", peer:receive())
peer:send("pong\n")
client:settimeout(5)
t.show("receive", client:receive())
