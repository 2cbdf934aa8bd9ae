-- an answer with code 408
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.answer(web.response("HTTP/1.1 408 Request Timeout", "Content-Length: 4", "", "slow"))
t.call("request", http.request, server.url)
