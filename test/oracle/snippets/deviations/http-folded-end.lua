-- the end of the connection after a folded header line
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.answer("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n")
t.show("pcall", (pcall(http.request, server.url)))
