-- the Host field of an IPv6 address
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
t.call("request", http.request, { url = "http://[::1]:8080/", create = web.recorder })
