-- Groups of IPv6 multicast
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
local u = socket.udp6()
t.show("join", u:setoption("ipv6-add-membership", { multiaddr = "ff01::1:2", interface = 1 }))
t.show("twice", u:setoption("ipv6-add-membership", { multiaddr = "ff01::1:2", interface = 1 }))
t.show("leave", u:setoption("ipv6-drop-membership", { multiaddr = "ff01::1:2", interface = 1 }))
t.show("leave again", u:setoption("ipv6-drop-membership", { multiaddr = "ff01::1:2", interface = 1 }))
t.show("no such interface", u:setoption("ipv6-add-membership", { multiaddr = "ff01::1:2", interface = 987654 }))
t.call("no address", u.setoption, u, "ipv6-add-membership", { multiaddr = "239.1.1.1" })
t.call("no multiaddr", u.setoption, u, "ipv6-add-membership", {})
t.show("loop", u:getoption("ipv6-multicast-loop"), u:setoption("ipv6-multicast-loop", false))
t.show("loop", u:getoption("ipv6-multicast-loop"))
t.show("hops", u:setoption("ipv6-unicast-hops", 7), u:getoption("ipv6-unicast-hops"))
t.show("v6only", u:getoption("ipv6-v6only"), u:setoption("ipv6-v6only", false), u:getoption("ipv6-v6only"))
