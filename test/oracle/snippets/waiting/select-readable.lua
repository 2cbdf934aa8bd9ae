-- select waits until one of its objects is readable
-- peer
local socket = require "socket"
local t = require "prelude"
local remote, client = t.peer()
t.name(client, "client")
local server, port = t.listen()
t.name(server, "server")
remote [[ socket.sleep(0.1) data:send("x\n") ]]
t.waits("data", 0.05, socket.select, { client, server }, nil, 5)
client:receive()
remote(([[ socket.sleep(0.1) c = socket.connect("127.0.0.1", %d) ]]):format(port))
t.show("client", socket.select({ client, server }, nil))
server:accept()
remote [[ socket.sleep(0.1) data:close() ]]
t.show("end", socket.select({ client, server }, nil, 5))
