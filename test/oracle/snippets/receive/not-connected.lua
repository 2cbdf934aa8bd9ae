-- receive and send on a client that never connected
local socket = require "socket"
local t = require "prelude"
local client = socket.tcp4()
t.show("connect", client:connect("127.0.0.1", t.unused_port()))
client:settimeout(1)
for _, pattern in ipairs { "*l", "*a", 3, 0 } do
  t.show("receive " .. pattern, client:receive(pattern, pattern == 3 and "pq" or nil))
end
t.show("send", client:send("x"))
