-- select waits until there is room to write
-- peer
local socket = require "socket"
local t = require "prelude"
local remote, client = t.peer()
t.name(client, "client")
client:settimeout(0)
local sent = 0
repeat
  local last, _, reached = client:send(("x"):rep(65536))
  sent = sent + (last or reached)
until not last and #(select(2, socket.select(nil, { client }, 0.1))) == 0
t.show("full", socket.select(nil, { client }, 0))
remote [[ socket.sleep(0.05) data:settimeout(0.5) data:receive(100000000) ]]
t.show("room", socket.select(nil, { client }, 5))
