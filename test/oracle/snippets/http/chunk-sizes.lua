-- chunks that say to be larger than what comes
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
for _, size in ipairs { "5", "fffff", "7fffffff", "ffffffff", "100000000", "1ffffffffffff", "7fffffffffffffff" } do
  server.answer(web.response("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", size, "body"))
  t.call(size, http.request, server.url)
  server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: " .. tostring(tonumber(size, 16)), "", "body"))
  t.call(size .. " in all", http.request, server.url)
end
