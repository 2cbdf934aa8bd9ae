-- user and password of a URL go on only to what is relative to it
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local with_user = server.url:gsub("//", "//user:pass@")
local function ask(location, request)
  server.answer(
    web.response("HTTP/1.1 302 Found", "Location: " .. location, "", ""),
    web.response("HTTP/1.1 200 OK", "Content-Length: 0", "", "")
  )
  local _, code = http.request(request)
  t.show("code", code)
  server.requests()
end
ask("/new", { url = with_user .. "/old" })
ask(server.url .. "/new", { url = with_user .. "/old" })
ask("/new", { url = server.url .. "/old", user = "user", password = "pass" })
