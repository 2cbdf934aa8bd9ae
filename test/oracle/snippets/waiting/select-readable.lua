-- select waits until one of its objects is readable
-- peer
local socket = require "socket"
local t = require "prelude"
local remote, client = t.peer()
t.name(client, "client")
local server, port = t.listen()
t.name(server, "server")
-- The peer sends the time at which it does. Had the call not waited, it would have ended 0.1 s before.
remote [[ socket.sleep(0.1) data:send(socket.gettime() .. "\n") ]]
t.show("data", socket.select({ client, server }, nil, 5))
local ended = socket.gettime()
print("waited", ended > tonumber((client:receive())) - 0.05)
remote(([[ socket.sleep(0.1) c = socket.connect("127.0.0.1", %d) ]]):format(port))
t.show("client", socket.select({ client, server }, nil))
server:accept()
remote [[ socket.sleep(0.1) data:close() ]]
t.show("end", socket.select({ client, server }, nil, 5))
