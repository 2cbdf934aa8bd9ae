-- the source http-chunked gives chunks, and the trailers to a table
local socket = require "socket"
local t = require "prelude"
require "socket.http"
local client, peer = t.pair()
local headers = { field = "header" }
local source = socket.source("http-chunked", client, headers)
peer:send("5\r\nhello\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: 1\r\nFIELD: 2\r\n 3\r\n\r\n3\r\nabc\r\nzz\r\n")
t.show("select", source:getfd() == client:getfd(), source:dirty())
t.call("first", source)
t.show("dirty", source:dirty())
t.call("second", source)
t.call("end", source)
t.show("headers", headers)
t.call("another body", source)
t.call("bad size", source)
peer:close()
t.call("closed", source)
