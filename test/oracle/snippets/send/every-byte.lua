-- send and receive carry every byte value
local t = require "prelude"
local client, peer = t.pair()
local bytes = {}
for i = 0, 255 do
  bytes[#bytes + 1] = string.char(i)
end
local all = table.concat(bytes)
t.show("send", client:send(all))
t.show("receive", peer:receive(256))
client:send(all)
t.show("equal", peer:receive(256) == all)
