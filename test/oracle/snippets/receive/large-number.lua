-- receive(n) of 1 MiB arrives whole while the same thread sends it
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
local data = t.pattern_data(1048576)
peer:settimeout(0)
client:settimeout(0)
local sent, partial, whole = 0, "", nil
repeat
  if sent < #data then
    local last, _, reached = peer:send(data, sent + 1)
    sent = last or reached
  end
  socket.select({ client }, nil, 5)
  local _
  whole, _, partial = client:receive(#data, partial)
until whole
t.show("whole", whole)
t.show("equal", whole == data)
t.show("received", (client:getstats()))
t.show("sent", (select(2, peer:getstats())))
