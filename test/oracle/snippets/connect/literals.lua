-- Legacy forms of IPv4 literals
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
for _, host in ipairs { "127.0.0.1", "127.1", "127.0.1", "0x7f000001", "2130706433", "0x7f.1", "0177.0.0.1", 2130706433 } do
  local s = socket.tcp()
  t.show("connect " .. host, s:connect(host, port))
  t.show("  getpeername", s:getpeername())
  s:close()
  server:accept():close()
end
