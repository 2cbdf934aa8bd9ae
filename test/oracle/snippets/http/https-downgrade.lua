-- no redirection leads from https to http
-- peer
local socket = require "socket"
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
package.loaded["ssl.https"] = { tcp = function() return socket.tcp end }
local secure = server.url:gsub("^http:", "https:")
local function ask(location)
  server.answer(
    web.response("HTTP/1.1 302 Found", "Location: " .. location, "", "old"),
    web.response("HTTP/1.1 200 OK", "Content-Length: 3", "", "new")
  )
  local body, code = http.request(secure .. "/old")
  t.show("results", body, code)
  server.requests()
end
ask(server.url .. "/new")
ask(secure .. "/new")
