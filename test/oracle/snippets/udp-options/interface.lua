-- The interface that multicast leaves by
local socket = require "socket"
local t = require "prelude"
local u = socket.udp4()
t.show("default", u:getoption("ip-multicast-if"))
t.show("loopback", u:setoption("ip-multicast-if", "127.0.0.1"), u:getoption("ip-multicast-if"))
t.show("any", u:setoption("ip-multicast-if", "*"), u:getoption("ip-multicast-if"))
t.show("not ours", u:setoption("ip-multicast-if", "192.0.2.1"))
t.call("no address", u.setoption, u, "ip-multicast-if", "x")
t.call("boolean", u.setoption, u, "ip-multicast-if", true)
t.call("absent", u.setoption, u, "ip-multicast-if")
