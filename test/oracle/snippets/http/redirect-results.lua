-- after a redirection the results are those of the last answer, with the location
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local moved = web.response("HTTP/1.1 301 Moved", "Location: /new", "X-First: 1", "", "old")
local function ask(second)
  server.answer(moved, second)
  t.call("request", http.request, server.url)
end
ask(web.response("HTTP/1.1 404 Not Found", "X-Second: 2", "", "none"))
ask(web.response("HTTP/1.1 200 OK", "Location: /mine", "", "new"))
ask(web.response("HTTP/1.1 204 None", "", ""))
ask("no status line, all body")
ask("HTTP/1.1 oops\r\n\r\n")
ask("")
server.answer(web.response("HTTP/1.1 301 Moved", "Location: http:///no-host", "", ""))
t.call("no host", http.request, server.url)
server.answer(web.response("HTTP/1.1 301 Moved", "Location: http://127.0.0.1:" .. t.unused_port() .. "/", "", ""))
t.call("refused", http.request, server.url)
