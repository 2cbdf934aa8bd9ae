-- Names that the hosts file has, and names that nobody has
local socket = require "socket"
local t = require "prelude"
local dns = socket.dns
t.show("toip", dns.toip("localhost"))
t.show("tohostname", dns.tohostname("localhost"))
t.show("getaddrinfo", dns.getaddrinfo("localhost"))
for _, name in ipairs { "no.such.host.invalid", "", "*", "a b" } do
  t.show("toip " .. name, dns.toip(name))
  t.show("tohostname " .. name, dns.tohostname(name))
  t.show("getaddrinfo " .. name, dns.getaddrinfo(name))
end
t.show("a NUL ends it", dns.toip("localhost\0junk"))
t.show("gethostname", type(dns.gethostname()), select("#", dns.gethostname()))
