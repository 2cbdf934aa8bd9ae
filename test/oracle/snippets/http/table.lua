-- a table gives 1 in place of the body, which goes to the sink if there is one
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local ltn12 = require "ltn12"
local server = web.start()
local body = {}
local request = { url = server.url .. "/x", sink = ltn12.sink.table(body), headers = { ["X-Mine"] = "y" } }
server.answer(web.response("HTTP/1.1 404 Not Found", "Content-Length: 7", "", "no such"))
t.call("request", http.request, request)
t.show("body", table.concat(body))
server.requests()
t.show("as it was", request.path, request.host, request.port, request.headers)
server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 5", "", "hello"))
t.call("without sink", http.request, { url = server.url })
server.requests()
