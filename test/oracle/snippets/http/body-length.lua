-- a body ends where its length says, and at the end of the connection if that says nothing
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local function ask(...)
  server.answer(web.response("HTTP/1.1 200 OK", ...))
  t.call("request", http.request, server.url)
end
ask("Content-Length: 4", "", "body and more")
ask("Content-Length: 0", "", "more")
ask("Content-Length: -1", "", "more")
ask("Content-Length: 0x4", "", "body and more")
ask("Content-Length: four", "", "the whole")
ask("Content-Length:", "", "the whole")
ask("Content-Length: 4", "Content-Length: 4", "", "the whole")
ask("", "the whole")
ask("", "")
ask("Transfer-Encoding: identity", "Content-Length: 4", "", "body and more")
ask("Transfer-Encoding: identity", "", "the whole")
