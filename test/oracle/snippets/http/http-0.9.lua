-- an answer that does not begin with HTTP/ is all body
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local ltn12 = require "ltn12"
local server = web.start()
for _, answer in ipairs { "hello", "<html>\r\n\r\n</html>\n", "http/1.1 200 OK\r\n\r\nx", ("long "):rep(2000) } do
  server.answer(answer)
  t.call("request", http.request, server.url)
  local body = {}
  server.answer(answer)
  t.call("table", http.request, { url = server.url, method = "HEAD", sink = ltn12.sink.table(body) })
  t.show("body", table.concat(body))
end
server.answer("tiny")
t.call("less than 5 bytes", http.request, server.url)
server.requests()
