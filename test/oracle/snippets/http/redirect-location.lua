-- a location may be relative, in every way that a URL can be
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local function ask(location)
  server.answer(
    web.response("HTTP/1.1 302 Found", "Location: " .. location, "", "old"),
    web.response("HTTP/1.1 200 OK", "Content-Length: 3", "", "new")
  )
  local body, code, headers, status = http.request(server.url .. "/a/b/c?query")
  t.show("results", body, code, status, headers and headers.location == location)
  server.requests()
end
ask("/new")
ask("new")
ask("../new?other")
ask("./")
ask("?other")
ask("#fragment")
ask("new;params")
ask(server.url .. "/absolute")
ask((server.url:gsub("^http:", "") .. "/other-host"))
ask("/a b")
ask("")
ask("  ")
ask("ftp://127.0.0.1/")
ask("mailto:somebody")
