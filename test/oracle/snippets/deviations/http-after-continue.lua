-- an answer of 100 and then no status line
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.answer("HTTP/1.1 100 Continue\r\n\r\nhello A: b\r\n\r\nbody")
t.show("pcall", (pcall(http.request, server.url)))
