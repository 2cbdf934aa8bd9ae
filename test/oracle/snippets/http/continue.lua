-- answers of 100 are passed over
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local ltn12 = require "ltn12"
local server = web.start()
server.answer(
  web.response("HTTP/1.1 100 Continue", "A: 1", "", "HTTP/1.1 100 Again", "B: 2", "", "HTTP/1.1 200 OK", "C: 3", "", "x")
)
t.call("request", http.request, server.url)
server.answer(web.response("HTTP/1.1 100 Continue", "", "HTTP/1.1 204 None", "C: 3", "", "x"))
t.call("without body", http.request, server.url)
server.answer(web.response("HTTP/1.1 100 Continue", "", "HTTP/1.1 oops", "", ""))
t.call("no status line", http.request, server.url)
server.serve [[
  local head = {}
  for line in function() return client:receive() end do
    if line == "" then break end
    head[#head + 1] = line:match("^Expect.*")
  end
  client:send("HTTP/1.1 100 Continue\r\n\r\n")
  local body = client:receive(4)
  client:send("HTTP/1.1 200 OK\r\n\r\n" .. head[1] .. " " .. body)
]]
local answer = {}
t.call("expected", http.request, {
  url = server.url,
  method = "POST",
  source = ltn12.source.string("body"),
  headers = { Expect = "100-continue", ["Content-Length"] = 4 },
  sink = ltn12.sink.table(answer),
})
t.show("answer", table.concat(answer))
