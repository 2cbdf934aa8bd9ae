-- a URL is sent as it is spelt
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
for _, path in ipairs { "", "/", "//", "/a//b/../c/./d", "/%41%20%zz", "/a b", "/\195\164", "/?", "/x?a?b=c/d", "/;" } do
  server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 0", "", ""))
  t.call("request", http.request, server.url .. path)
  server.requests()
end
server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 0", "", ""))
t.call("without scheme", http.request, (server.url:gsub("^http:", "")))
server.requests()
