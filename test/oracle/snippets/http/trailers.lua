-- trailers are read and do not become header fields
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local function ask(...)
  server.answer(web.response("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Field: header", "", "1", "x", "0", ...))
  t.call("request", http.request, server.url)
end
ask("", "")
ask("Trailer: 1", "", "")
ask("Trailer: 1", "Trailer: 2", " folded", "Field: trailer", "", "")
