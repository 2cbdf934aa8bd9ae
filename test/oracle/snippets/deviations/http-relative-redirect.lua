-- a relative location in an answer by https, and for a request without URL
-- peer
local socket = require "socket"
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
package.loaded["ssl.https"] = { tcp = function() return socket.tcp end }
local function ask(label, request)
  server.answer(
    web.response("HTTP/1.1 302 Found", "Location: /new", "", "old"),
    web.response("HTTP/1.1 200 OK", "Content-Length: 3", "", "new")
  )
  t.show(label, (select(2, http.request(request))))
end
ask("https", { url = server.url:gsub("^http:", "https:") .. "/old" })
ask("without URL", { scheme = "http", host = "127.0.0.1", port = server.port, path = "/old" })
