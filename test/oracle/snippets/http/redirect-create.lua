-- a redirection closes its connection, and makes the next as its scheme does
-- peer
local socket = require "socket"
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.answer(
  web.response("HTTP/1.1 302 Found", "Location: /new", "", "old"),
  web.response("HTTP/1.1 200 OK", "Content-Length: 3", "", "new")
)
local made = {}
local function create(...)
  made[#made + 1] = socket.tcp(...)
  return made[#made]
end
t.call("request", http.request, { url = server.url, create = create })
t.show("made", #made)
for _, object in ipairs(made) do t.show("fd", t.fd(object)) end
