-- Addresses in numbers
local socket = require "socket"
local t = require "prelude"
for _, host in ipairs { "127.0.0.1", "127.1", "::1", "1.2.3.4", "fe80::1%lo", "[::1]", "0x7f000001" } do
  t.show("getaddrinfo " .. host, socket.dns.getaddrinfo(host))
end
t.show("toip", socket.dns.toip("127.0.0.1"))
t.show("toip v6", socket.dns.toip("::1"))
t.show("tohostname", socket.dns.tohostname("127.0.0.1"))
t.show("tohostname, old form", socket.dns.tohostname("127.1"))
