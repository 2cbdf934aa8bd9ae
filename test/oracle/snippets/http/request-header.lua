-- header fields of the request replace our own, and are spelt as is usual
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local function ask(headers)
  server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 0", "", ""))
  t.call("request", http.request, { url = server.url, headers = headers })
  server.requests()
end
ask { ["X-Upper-CASE"] = "a", ["content-type"] = "text/plain", ["WWW-AUTHENTICATE"] = "b", dnt = 1 }
ask { Host = "example.org", ["user-agent"] = "me", Connection = "keep-alive", te = "", accept = "*/*" }
ask { ["content-length"] = 0, ["accept-language"] = "de, en", ["if-modified-since"] = "never", ETag = "x" }
ask { [1] = "number", ["x-float"] = 1.5 }
http.USERAGENT = "another program"
ask {}
http.USERAGENT = nil
ask {}
