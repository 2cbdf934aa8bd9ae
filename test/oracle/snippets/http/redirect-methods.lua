-- only GET and HEAD without a source are redirected, and go on as GET
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local ltn12 = require "ltn12"
local server = web.start()
local function ask(request)
  server.answer(
    web.response("HTTP/1.1 302 Found", "Location: /new", "Content-Length: 3", "", "old"),
    web.response("HTTP/1.1 200 OK", "Content-Length: 3", "", "new")
  )
  request.url = server.url .. "/old"
  request.headers = { ["X-Kept"] = "yes" }
  local body = {}
  request.sink = ltn12.sink.table(body)
  t.call("request", http.request, request)
  t.show("body", table.concat(body))
  server.requests()
end
ask {}
ask { method = "GET" }
ask { method = "" }
ask { method = "HEAD" }
ask { method = "get" }
ask { method = "POST" }
ask { method = "PUT" }
ask { method = "GET", source = ltn12.source.string("x") }
ask { source = ltn12.source.string("x") }
ask { redirect = false }
ask { redirect = true }
ask { method = "POST", redirect = true }
server.answer(web.response("HTTP/1.1 302 Found", "Location: /new", "Content-Length: 3", "", "old"))
t.call("simple form with body", http.request, server.url, "body")
