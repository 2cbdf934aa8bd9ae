-- user and password become basic authorization
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local function ask(userinfo, request)
  server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 0", "", ""))
  request.url = server.url:gsub("//", "//" .. userinfo:gsub("%%", "%%%%")) .. "/secret"
  t.call(userinfo, http.request, request)
  server.requests()
end
ask("user:pass@", {})
ask("user:@", {})
ask(":pass@", {})
ask("user@", {})
ask("user:a:b@", {})
ask("us%65r:p%40ss%2f@", {})
ask("", { user = "Aladdin", password = "open sesame" })
ask("", { user = "u%41", password = "p%41" })
ask("", { user = "only" })
ask("", { password = "only" })
ask("user:pass@", { user = "other" })
ask("user:pass@", { headers = { Authorization = "Bearer token" } })
