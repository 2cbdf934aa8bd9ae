-- a plain proxy that is asked for what is https
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
package.loaded["ssl.https"] = { tcp = function() return function() return nil, "TLS" end end }
server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 4", "", "body"))
t.show("http proxy", (http.request { url = "https://example.invalid/", proxy = server.url }))
t.show("https proxy", (select(2, http.request { url = "http://127.0.0.1:1/", proxy = "https://127.0.0.1:1" })))
