-- a URL alone is asked by GET
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.answer(web.response("HTTP/1.1 200 Fine", "Content-Type: text/plain", "Content-Length: 5", "", "hello"))
t.call("request", http.request, server.url .. "/path/page;params?query=1#fragment")
server.requests()
