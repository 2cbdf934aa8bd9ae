-- a header line without colon
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.answer(web.response("HTTP/1.1 200 OK", "A: b", "no colon", "", "body"))
t.call("request", http.request, server.url)
