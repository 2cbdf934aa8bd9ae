-- Names of addresses and of services
local socket = require "socket"
local t = require "prelude"
local dns = socket.dns
t.show("host", dns.getnameinfo("127.0.0.1"))
t.show("both", dns.getnameinfo("127.0.0.1", 80))
t.show("service", dns.getnameinfo(nil, 80))
t.show("no name", dns.getnameinfo(nil, 12345))
t.show("by name", dns.getnameinfo("localhost", "http"))
t.show("unknown host", dns.getnameinfo("no.such.host.invalid", 80))
t.show("unknown service", dns.getnameinfo("127.0.0.1", "no-such-service"))
t.call("neither", dns.getnameinfo)
t.call("nils", dns.getnameinfo, nil, nil)
t.call("boolean", dns.getnameinfo, true)
