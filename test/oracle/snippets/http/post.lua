-- a URL with a body is asked by POST, as a form
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
for _, body in ipairs { "a=b&c=d", "", "\0\r\n\255", 12, ("x"):rep(100) } do
  server.answer(web.response("HTTP/1.1 201 Created", "Content-Length: 2", "", "ok"))
  t.call("request", http.request, server.url .. "/form", body)
  server.requests()
end
