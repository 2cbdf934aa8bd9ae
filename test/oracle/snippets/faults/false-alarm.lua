-- a descriptor that is said to be ready and is not is waited for again, as long as there is time
-- faults
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0.1)

t.fault("poll.ready.3")
t.waits("receive", 0.098, client.receive, client)
peer:send("abc")
t.fault("poll.ready.3", "recv.bytes1.2")
t.waits("receive", 0.098, client.receive, client, 5)

-- What was ready is gone when one looks: another process has taken it, or its checksum is wrong (select(2), BUGS).
t.fault("recv.EAGAIN.2")
peer:send("def\n")
t.show("receive", client:receive())

local server = t.listen()
server:settimeout(0.1)
t.fault("poll.ready.3")
t.waits("accept", 0.098, server.accept, server)

local udp = socket.udp4()
udp:setsockname("127.0.0.1", 0)
udp:settimeout(0.1)
t.fault("poll.ready.3")
t.waits("datagram", 0.098, udp.receive, udp)
