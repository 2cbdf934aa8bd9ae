-- What is no option of UDP, or only one way
local socket = require "socket"
local t = require "prelude"
local u = socket.udp4()
for _, name in ipairs { "x", "keepalive", "linger", "tcp-nodelay", "ip-drop-membership", ("long"):rep(20) } do
  t.call("get " .. name:sub(1, 20), u.getoption, u, name)
end
for _, name in ipairs { "x", "keepalive", "linger", "error", ("long"):rep(20) } do
  t.call("set " .. name:sub(1, 20), u.setoption, u, name, true)
end
t.call("no name", u.getoption, u)
t.call("table", u.setoption, u, {}, 1)
t.show("error", u:getoption("error"))
