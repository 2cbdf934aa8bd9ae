-- chunks win over a length
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.answer(
  web.response("HTTP/1.1 200 OK", "Content-Length: 2", "Transfer-Encoding: chunked", "", "4", "body", "0", "", "")
)
t.call("request", http.request, server.url)
