-- 301, 302, 303 and 307 are followed
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
for _, code in ipairs { 200, 201, 300, 301, 302, 303, 304, 305, 307, 308, 404 } do
  server.answer(
    web.response("HTTP/1.1 " .. code .. " First", "Location: /new", "Content-Length: 3", "", "old"),
    web.response("HTTP/1.1 200 Second", "Content-Length: 3", "", "new")
  )
  t.call(tostring(code), http.request, server.url .. "/old")
  server.requests()
end
