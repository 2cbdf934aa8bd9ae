-- receive("*l") puts together a line that arrives in pieces, whatever the cut
local t = require "prelude"
local client, peer = t.pair()
local line = "ab\rc\r\n"
for cut = 1, #line - 1 do
  peer:send(line:sub(1, cut))
  t.arrive(client)
  client:settimeout(0)
  local whole, err, partial = client:receive("*l")
  t.show("cut " .. cut, whole, err, partial)
  client:settimeout(5)
  peer:send(line:sub(cut + 1))
  t.show("rest", client:receive("*l", partial))
end
