-- answers to HEAD and those with codes 1xx, 204 and 304 have no body, whatever they say
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local function ask(method, status)
  server.answer(web.response("HTTP/1.1 " .. status, "Content-Length: 4", "", "body"))
  local calls = {}
  local function sink(chunk)
    calls[#calls + 1] = chunk or "end"
    return 1
  end
  t.call(status, http.request, { url = server.url, method = method, sink = sink })
  t.show("sink", calls)
end
ask("HEAD", "200 OK")
ask("HEAD", "404 Not Found")
ask("head", "200 OK")
for _, status in ipairs { "101 Switching", "102 Processing", "199 x", "204 No Content", "304 Not Modified" } do
  ask("GET", status)
end
for _, status in ipairs { "200 OK", "205 Reset Content", "206 Partial Content", "300 Choices", "500 Error" } do
  ask("GET", status)
end
server.answer(web.response("HTTP/1.1 204 No Content", "", "body"))
t.call("simple form", http.request, server.url)
