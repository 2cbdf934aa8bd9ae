-- Options of the other family fail
local socket = require "socket"
local t = require "prelude"
local u = socket.udp4()
for _, name in ipairs { "ipv6-v6only", "ipv6-unicast-hops", "ipv6-multicast-loop" } do
  t.show(name, u:getoption(name))
end
t.show("set", u:setoption("ipv6-v6only", true))
t.show("join", u:setoption("ipv6-add-membership", { multiaddr = "ff01::1:2" }))
