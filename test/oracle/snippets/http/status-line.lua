-- a status line that is none is the message
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local lines = {
  "HTTP/1.1 200 OK",
  "HTTP/1.0 200 OK",
  "HTTP/2.0 299 a reason of  several words ",
  "HTTP/1.1 200",
  "HTTP/1.1 200 ",
  "HTTP/1.1 2000 OK",
  "HTTP/12.34 200 OK",
  "HTTP/. 200 OK",
  "HTTP/1.1 999 beyond",
  "HTTP/1.1 099 below",
  "HTTP/1.1  200 two blanks",
  "HTTP/1.1 20 short",
  "HTTP/1.1 abc letters",
  "HTTP/1.1",
  "HTTP/1 200 OK",
  "HTTP/ 200 OK",
  "HTTP/1.1200 OK",
}
for _, line in ipairs(lines) do
  server.answer(web.response(line, "Content-Length: 4", "", "body"))
  t.call(line, http.request, server.url)
end
