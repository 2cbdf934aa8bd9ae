-- the sink http-chunked sends each chunk with its size
local socket = require "socket"
local t = require "prelude"
require "socket.http"
local client, peer = t.pair()
local sink = socket.sink("http-chunked", client)
t.show("select", sink:getfd() == client:getfd(), sink:dirty())
t.show("short", sink("hello"))
t.show("bytes", sink("\0\r\n\255"))
t.show("long", sink(("x"):rep(300)))
t.show("end", sink(nil))
t.show("end with an error", sink(nil, "an error"))
client:shutdown("send")
t.show("sent", (peer:receive("*a"):gsub("x+", "<x>")))
peer:close()
client:close()
t.show("closed", sink("x"))
