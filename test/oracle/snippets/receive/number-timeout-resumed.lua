-- data, err, partial = receive(n, partial) goes on after each timeout
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0)
local data, err, partial = client:receive(10)
t.show("nothing", data, err, partial)
for _, piece in ipairs { "abc", "de", "fghij" } do
  peer:send(piece)
  t.arrive(client)
  data, err, partial = client:receive(10, partial)
  t.show(piece, data, err, partial)
end
