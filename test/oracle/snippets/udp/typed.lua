-- udp4 and udp6 have a descriptor of their family at once
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
for _, name in ipairs { "udp4", "udp6" } do
  local u = socket[name]()
  t.show(name, u, t.fd(u), u:getfamily(), u.class)
  t.show("getsockname", t.sockname(u))
end
