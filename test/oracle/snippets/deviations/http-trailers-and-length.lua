-- trailers of a body in chunks whose length is told besides
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.answer(
  web.response("HTTP/1.1 200 OK", "Content-Length: 4", "Transfer-Encoding: chunked", "", "4", "body", "0", "A: b", "", "")
)
t.show("pcall", (pcall(http.request, server.url)))
