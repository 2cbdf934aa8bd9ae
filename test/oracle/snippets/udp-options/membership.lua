-- Groups of multicast
local socket = require "socket"
local t = require "prelude"
local u = socket.udp4()
local group = { multiaddr = "239.192.1.1", interface = "127.0.0.1" }
t.show("join", u:setoption("ip-add-membership", group))
t.show("twice", u:setoption("ip-add-membership", group))
t.show("leave", u:setoption("ip-drop-membership", group))
t.show("leave again", u:setoption("ip-drop-membership", group))
t.show("no group", u:setoption("ip-add-membership", { multiaddr = "127.0.0.1", interface = "*" }))
t.call("number", u.setoption, u, "ip-add-membership", 1)
t.call("no address", u.setoption, u, "ip-add-membership", { multiaddr = "x", interface = "*" })
t.call("no multiaddr", u.setoption, u, "ip-add-membership", { interface = "*" })
t.call("no interface", u.setoption, u, "ip-add-membership", { multiaddr = "239.192.1.1" })
t.call("bad interface", u.setoption, u, "ip-add-membership", { multiaddr = "239.192.1.1", interface = "x" })
t.call("read", u.getoption, u, "ip-add-membership")
