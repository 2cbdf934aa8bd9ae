-- a step moves the body of the request and that of the answer
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local ltn12 = require "ltn12"
local server = web.start()
local calls = 0
local function step(source, sink)
  calls = calls + 1
  return ltn12.pump.step(source, sink)
end
local function ask(request, ...)
  calls = 0
  request.url, request.step = server.url, step
  server.answer(...)
  t.call("request", http.request, request)
  server.requests()
  t.show("calls", calls)
end
local chunked = web.response("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "1", "a", "1", "b", "0", "", "")
ask({}, chunked)
ask({}, web.response("HTTP/1.1 200 OK", "Content-Length: 5000", "", ("x"):rep(5000)))
ask({ sink = ltn12.sink.null() }, "no status line")
ask({ method = "PUT", source = ltn12.source.string("abc") }, chunked)
ask({}, web.response("HTTP/1.1 302 Found", "Location: /", "", ""), chunked)
