-- https connects by what LuaSec's tcp gives
-- peer
local socket = require "socket"
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local https = {}
package.loaded["ssl.https"] = https
function https.tcp(request)
  t.show("tcp", request.scheme, request.host, request.path, request.verify)
  return function(...)
    t.show("create", ...)
    return socket.tcp()
  end
end
server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 4", "", "body"))
t.call("request", http.request, { url = server.url:gsub("^http:", "https:") .. "/x", verify = "none" })
server.requests()
server.answer(
  web.response("HTTP/1.1 302 Found", "Location: " .. server.url:gsub("^http:", "https:") .. "/y", "", ""),
  web.response("HTTP/1.1 200 OK", "Content-Length: 4", "", "body")
)
local _, code = http.request(server.url .. "/from-http")
t.show("code", code)
server.requests()
https.tcp = nil
local ok, err = pcall(http.request, "https://127.0.0.1/")
t.show("an old LuaSec", ok, err:match("LuaSocket: .*"))
