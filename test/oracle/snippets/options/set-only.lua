-- Options that can be set but not read
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp4()
for _, name in ipairs { "tcp-defer-accept", "tcp-fastopen", "tcp-fastopen-connect" } do
  t.call("set " .. name, s.setoption, s, name, 1)
  t.call("get " .. name, s.getoption, s, name)
end
t.call("ipv6-v6only on IPv4", s.setoption, s, "ipv6-v6only", true)
t.call("get ipv6-v6only", s.getoption, s, "ipv6-v6only")
t.need_ipv6()
t.call("ipv6-v6only on IPv6", function() return socket.tcp6():setoption("ipv6-v6only", false) end)
