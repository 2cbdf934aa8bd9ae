-- accept gives clients in the order in which they connected
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
for i = 1, 3 do
  local client = socket.connect("127.0.0.1", port)
  client:send("client " .. i .. "\n")
  client:close()
end
for i = 1, 3 do
  local peer = server:accept()
  t.show("class", peer.class)
  t.show("line", peer:receive())
  t.show("end", peer:receive())
end
