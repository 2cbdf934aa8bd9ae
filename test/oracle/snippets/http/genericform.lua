-- the table of the simple form
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local function kinds(request)
  local list = {}
  for name, value in pairs(request) do list[name] = type(value) end
  return list
end
local request = http.genericform(server.url .. "/x")
t.show("fields", kinds(request))
server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 4", "", "body"))
t.call("request", http.request, request)
t.show("target", request.target)
request = http.genericform(server.url .. "/x", "data")
t.show("fields", kinds(request))
t.show("headers", request.method, request.headers)
server.requests()
server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 4", "", "body"))
t.call("request", http.request, request)
server.requests()
t.show("nothing", kinds(http.genericform()))
