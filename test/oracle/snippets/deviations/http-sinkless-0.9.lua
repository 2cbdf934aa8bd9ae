-- an answer that is all body, for a request without sink
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.answer("no status line")
t.show("pcall", (pcall(http.request, { url = server.url })))
