-- receive("*a") gathers 1 MiB of binary data unchanged
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
local data = t.pattern_data(1048576)
peer:settimeout(0)
client:settimeout(0)
local sent, partial, whole, err = 0, "", nil, nil
repeat
  if sent < #data then
    local last, _, reached = peer:send(data, sent + 1)
    sent = last or reached
    if last then
      peer:shutdown("send")
    end
  end
  socket.select({ client }, nil, 5)
  whole, err, partial = client:receive("*a", partial)
until whole or err ~= "timeout"
t.show("whole", whole or partial)
t.show("equal", (whole or partial) == data)
