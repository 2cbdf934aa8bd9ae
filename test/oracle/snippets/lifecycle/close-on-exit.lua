-- Scripts may end with open sockets and unread data
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
local server = t.listen()
peer:send("unread")
socket.tcp6()
t.show("open", t.fd(client), t.fd(server))
