-- ipv6-multicast-hops acts on multicast
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
local u = socket.udp6()
u:setoption("ipv6-unicast-hops", 9)
t.show("set", u:setoption("ipv6-multicast-hops", 3), u:getoption("ipv6-multicast-hops"))
t.show("unicast as it was", u:getoption("ipv6-unicast-hops") == 9)
