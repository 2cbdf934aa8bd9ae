-- Options that are numbers
local socket = require "socket"
local t = require "prelude"
local u = socket.udp4()
for _, name in ipairs { "recv-buffer-size", "send-buffer-size" } do
  t.show(name, u:setoption(name, 10000), u:getoption(name))
end
t.show("ttl", u:setoption("ip-multicast-ttl", 4))
t.show("ttl 256", u:setoption("ip-multicast-ttl", 256))
t.show("ttl 0", u:setoption("ip-multicast-ttl", 0))
t.show("ttl text", u:setoption("ip-multicast-ttl", "x"))
t.call("ttl read", u.getoption, u, "ip-multicast-ttl")
