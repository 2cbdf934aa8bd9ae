-- "*" is the wildcard address of the object's family
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
local function bound(s)
  local ok, err = s:bind("*", 0)
  local ip, _, family = s:getsockname()
  return ok, err, ip, family, s:getfamily()
end
t.show("tcp", bound(socket.tcp()))
t.show("tcp4", bound(socket.tcp4()))
t.show("tcp6", bound(socket.tcp6()))
local s = assert(socket.bind("*", 0))
t.show("socket.bind", (s:getsockname()), (select(3, s:getsockname())))
local six = assert(socket.bind("::", 0))
t.show("socket.bind ::", (six:getsockname()), (select(3, six:getsockname())))
