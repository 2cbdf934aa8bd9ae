-- open gives the steps of a request as methods
-- peer
local socket = require "socket"
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local ltn12 = require "ltn12"
local server = web.start()
local h = http.open("127.0.0.1", server.port, socket.tcp)
local fields, methods = {}, {}
for name, value in pairs(h) do fields[name] = type(value) end
for name, value in pairs(getmetatable(h).__index) do methods[name] = type(value) end
t.show("fields", fields)
t.show("methods", methods)
server.answer(
  web.response("HTTP/1.1 200 OK", "A: b", "Content-Length: 4", "", "body"),
  "bytes and more bytes"
)
t.show("sendrequestline", h:sendrequestline("PUT", "/x"))
t.show("sendheaders", h:sendheaders { host = "example.org", ["Content-Length"] = 3, ["content-length"] = 3 })
t.show("sendbody", h:sendbody({ ["content-length"] = 3 }, ltn12.source.string("abc")))
t.show("receivestatusline", h:receivestatusline())
local headers = h:receiveheaders()
t.show("receiveheaders", headers)
local body = {}
t.show("receivebody", h:receivebody(headers, (ltn12.sink.table(body))))
t.show("body", body)
t.show("close", h:close())

h = http.open("127.0.0.1", server.port, socket.tcp)
t.show("sendrequestline", h:sendrequestline(nil, "/"))
t.show("sendheaders", h:sendheaders {})
local code, start = h:receivestatusline()
t.show("receivestatusline", code, start)
body = {}
t.show("receive09body", h:receive09body(start, (ltn12.sink.table(body))))
t.show("body", table.concat(body))
t.show("closed", h:close())
local ok, err = pcall(h.receivestatusline, h)
t.show("fails", ok, err[1])
t.show("protected", socket.protect(h.receiveheaders)(h))
t.show("try", socket.protect(h.try)(nil, "a message"))
t.show("create fails", socket.protect(http.open)("127.0.0.1", 1, function() return nil, "no socket" end))
t.show("connect fails", socket.protect(http.open)("127.0.0.1", t.unused_port(), socket.tcp))
server.requests()
