-- a redirection stays with the proxy
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.answer(
  web.response("HTTP/1.1 302 Found", "Location: /new", "", "old"),
  web.response("HTTP/1.1 302 Found", "Location: http://other.invalid:99/newer", "", "old"),
  web.response("HTTP/1.1 200 OK", "Content-Length: 3", "", "new")
)
t.call("request", http.request, { url = "http://example.invalid/old", proxy = server.url })
server.requests()
