-- lines of an answer may end with LF alone
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.answer("HTTP/1.1 200 OK\nA: b\nFolded: c\n d\n\nbody\n")
t.call("request", http.request, server.url)
server.answer("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nbody\n0\n\n")
t.call("chunked", http.request, server.url)
