-- an answer that ends too early fails with closed
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local answers = {
  "",
  "H",
  "HTTP",
  "HTTP/",
  "HTTP/1.1 200 OK",
  "HTTP/1.1 200 OK\r\n",
  "HTTP/1.1 200 OK\r\nA: b",
  "HTTP/1.1 200 OK\r\nA: b\r\n",
  "HTTP/1.1 200 OK\r\nA: b\r\n c",
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcd",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nA: b\r\n",
  "HTTP/1.1 100 Continue\r\n\r\n",
}
for _, answer in ipairs(answers) do
  server.answer(answer)
  local got = {}
  local function sink(chunk)
    if chunk then got[#got + 1] = chunk end
    return 1
  end
  t.call(answer:match("[^\n]*$"), http.request, { url = server.url, sink = sink })
  t.show("got", table.concat(got, "|"))
end
