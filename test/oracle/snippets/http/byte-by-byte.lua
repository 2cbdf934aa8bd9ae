-- an answer may come in pieces of any size
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local answers = {
  "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\nContent-Length: 4\r\n\r\nbody",
  "HTTP/1.1 100 C\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\nT: x\r\n\r\n",
  "no status line",
}
for _, answer in ipairs(answers) do
  local code = [[
    read(client)
    client:setoption("tcp-nodelay", true)
    for c in (%s):gmatch(".") do client:send(c) socket.sleep(0.001) end
  ]]
  server.serve(code:format(web.quote(answer)))
  t.call("request", http.request, server.url)
  server.requests()
end
