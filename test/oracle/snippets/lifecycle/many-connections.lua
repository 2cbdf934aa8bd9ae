-- Five hundred connections one after the other
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local bytes = 0
for i = 1, 500 do
  local client = assert(socket.connect("127.0.0.1", port))
  local peer = assert(server:accept())
  client:send(i .. "\n")
  bytes = bytes + #peer:receive()
  client:close()
  peer:close()
end
t.show("bytes", bytes)
t.show("low descriptor", socket.tcp4():getfd() < 100)
