-- receive(n) waits for n bytes
-- peer
local t = require "prelude"
local remote, client = t.peer()
remote [[ socket.sleep(0.05) data:send("12345") socket.sleep(0.05) data:send("67890") ]]
t.show("7", client:receive(7))
t.show("3", client:receive(3))
remote [[ socket.sleep(0.05) data:send("abc") socket.sleep(0.05) data:close() ]]
t.show("closed on the way", client:receive(10))
