-- who cannot be reached is told by the message of connect
local t = require "prelude"
local http = require "socket.http"
local port = t.unused_port()
t.call("refused", http.request, "http://127.0.0.1:" .. port .. "/")
t.call("table", http.request, { url = "http://127.0.0.1:" .. port .. "/" })
t.call("service", http.request, "http://127.0.0.1:no-such-service/")
t.call("create", http.request, { url = "http://127.0.0.1/", create = function() return nil, "no socket" end })
