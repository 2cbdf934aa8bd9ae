-- With ipv6-v6only off an IPv6 server takes IPv4 clients
local socket = require "socket"
local t = require "prelude"
t.need_ipv6()
local server = socket.tcp6()
server:settimeout(5)
t.show("option", server:setoption("ipv6-v6only", false))
t.show("bind", server:bind("*", 0))
t.show("listen", server:listen())
local _, port = server:getsockname()
local client = socket.tcp()
t.show("connect", client:connect("127.0.0.1", port))
local peer = server:accept()
t.show("from", (peer:getpeername()))
t.show("family", peer:getfamily())
