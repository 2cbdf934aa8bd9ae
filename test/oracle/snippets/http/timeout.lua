-- waiting too long for any part of an answer fails with timeout
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
http.TIMEOUT = 0.1
local answers = {
  "",
  "HTT",
  "HTTP/1.1",
  "HTTP/1.1 100 Continue\r\n\r\n",
  "HTTP/1.1 200 OK\r\nA: b",
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd",
  "HTTP/1.1 200 OK\r\n\r\nabcd",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcd",
  "HTTP/0.9",
  "no status line",
}
for _, answer in ipairs(answers) do
  server.serve("read(client) client:send(" .. web.quote(answer) .. ") client:receive()")
  t.call(answer:match("[^\n]*$"), http.request, server.url)
  server.requests()
end
