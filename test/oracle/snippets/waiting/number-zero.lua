-- receive(0) waits until there is something
-- peer
local socket = require "socket"
local t = require "prelude"
local remote, client = t.peer()
client:settimeout(5)
-- The peer sends the time at which it does. Had the call not waited, it would have ended 0.1 s before.
remote [[ socket.sleep(0.1) data:send(socket.gettime() .. "\n") ]]
t.show("receive(0)", client:receive(0))
local ended = socket.gettime()
t.show("dirty", client:dirty())
print("waited", ended > tonumber((client:receive())) - 0.05)
