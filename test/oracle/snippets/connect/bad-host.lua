-- connect to something that is no host
local socket = require "socket"
local t = require "prelude"
local port = t.unused_port()
for _, host in ipairs { "", "[::1]", "1.2.3.4.5", ":::", "127.0.0.1:80" } do
  local s = socket.tcp()
  t.show("connect '" .. host .. "'", s:connect(host, port))
  t.show("  class", s.class)
  t.show("  getfd", s:getfd())
end
t.show("socket.connect ''", socket.connect("", port))
t.show("no address and no service", socket.tcp():connect("", "nosuchservice"))
