-- a large body is sent whole, in chunks and with a length
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local ltn12 = require "ltn12"
local server = web.start()
local data = t.pattern_data(1000000)
for _, headers in ipairs { {}, { ["content-length"] = #data } } do
  server.serve [[
    local body = read(client):match("\r\n\r\n(.*)")
    local sum = 0
    for i = 1, #body, 997 do sum = (sum * 31 + body:byte(i)) % 16777213 end
    client:send("HTTP/1.1 200 OK\r\n\r\n" .. #body .. " " .. sum)
  ]]
  local answer = {}
  t.call("request", http.request, {
    url = server.url,
    method = "PUT",
    source = ltn12.source.string(data),
    headers = headers,
    sink = ltn12.sink.table(answer),
  })
  t.show("the server's length and sum", table.concat(answer))
  server.requests()
end
