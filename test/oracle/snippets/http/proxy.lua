-- a proxy is asked for the whole URL
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local function ask(request)
  server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 2", "", "ok"))
  t.call("request", http.request, request)
  server.requests()
end
local function by_proxy(request)
  request.proxy = request.proxy or server.url
  ask(request)
end
by_proxy { url = "http://example.invalid/path;p?q#f" }
by_proxy { url = "http://example.invalid" }
by_proxy { url = "http://example.invalid:81/path" }
by_proxy { url = "http://user:pass@example.invalid/path" }
by_proxy { url = "http://example.invalid/path", uri = "/as it is" }
by_proxy { url = "http://example.invalid/path", user = "u", password = "p", port = 82 }
by_proxy { url = "http://example.invalid/", proxy = (server.url:gsub("//", "//me:s%%65cret@")) }
by_proxy { url = "http://example.invalid/", proxy = (server.url:gsub("//", "//me@")) }
by_proxy {
  url = "http://example.invalid/",
  proxy = (server.url:gsub("//", "//me:secret@")),
  headers = { ["Proxy-Authorization"] = "mine" },
}
by_proxy { url = "http://example.invalid/", proxy = server.url .. "/ignored?too" }
http.PROXY = server.url
ask("http://example.invalid/for-all")
ask { url = "http://example.invalid/for-all", proxy = false }
http.PROXY = "http://127.0.0.1:" .. t.unused_port()
by_proxy { url = "http://example.invalid/of-the-request" }
t.call("refused", http.request, "http://example.invalid/")
