-- fields of the table win over the parts of its URL
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local requests = {
  { path = "/other" },
  { path = "relative" },
  { query = "q=1" },
  { params = "p" },
  { fragment = "f" },
  { path = "/p", params = "pp", query = "q", fragment = "f" },
  { uri = "/as it is" },
  { uri = "*", method = "OPTIONS" },
  { host = "127.0.0.1" },
  { port = server.port },
  { port = tostring(server.port) },
  { method = "" },
  { method = "get" },
  { method = "PURGE" },
  { user = "name", password = "secret" },
  { authority = "elsewhere:1" },
  { useragent = "no" },
}
for _, request in ipairs(requests) do
  request.url = server.url .. "/path/page"
  server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 5", "", "hello"))
  t.call("request", http.request, request)
  server.requests()
end
server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 5", "", "hello"))
t.call("no url", http.request, { scheme = "http", host = "127.0.0.1", port = server.port, path = "/parts" })
server.requests()
