-- Options that are on or off
local socket = require "socket"
local t = require "prelude"
local u = socket.udp4()
for _, name in ipairs { "broadcast", "dontroute", "reuseaddr", "reuseport", "ip-multicast-loop" } do
  t.show(name, u:getoption(name))
  t.show("  off", u:setoption(name, false), u:getoption(name))
  t.show("  on", u:setoption(name, true), u:getoption(name))
  t.call("  number", u.setoption, u, name, 1)
  t.call("  absent", u.setoption, u, name)
end
