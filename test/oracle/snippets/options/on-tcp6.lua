-- An IPv6 socket takes the same options
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
local s = socket.tcp6()
for _, name in ipairs { "keepalive", "reuseaddr", "reuseport", "tcp-nodelay" } do
  t.show("set " .. name, s:setoption(name, true))
  t.show("get " .. name, s:getoption(name))
end
t.show("linger", s:setoption("linger", { on = true, timeout = 1 }))
t.show("get", s:getoption("linger"))
t.show("v6only off", s:setoption("ipv6-v6only", false))
t.show("bind", s:bind("::", 0))
t.show("v6only after bind", s:setoption("ipv6-v6only", true))
