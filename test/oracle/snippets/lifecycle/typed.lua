-- tcp4 and tcp6 have a descriptor at once
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
for _, create in ipairs { "tcp4", "tcp6" } do
  local s = socket[create]("ignored", {})
  t.show(create .. " class", s.class)
  t.show("getfd", t.fd(s))
  t.show("float", tostring(s:getfd()):gsub("%d+", "N", 1))
  t.show("getfamily", s:getfamily())
  t.show("getsockname", t.sockname(s))
  t.show("getpeername", s:getpeername())
  t.show("dirty", s:dirty())
end
