-- five redirections are followed, or as many as the request says
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local answers = {}
for i = 1, 8 do
  answers[i] = web.response("HTTP/1.1 302 Found", "Location: /" .. i, "Content-Length: 1", "", tostring(i))
end
local function ask(request)
  server.answer(t.unpack(answers))
  t.call("request", http.request, request)
  server.requests()
end
ask(server.url)
ask { url = server.url }
ask { url = server.url, maxredirects = 0 }
ask { url = server.url, maxredirects = 2 }
ask { url = server.url, maxredirects = 7 }
ask { url = server.url, maxredirects = false }
ask { url = server.url, nredirects = 4 }
