-- requests that have no host, or are none
local t = require "prelude"
local http = require "socket.http"
t.call("empty host", http.request, "http:///path")
t.call("no host", http.request, "/path")
t.call("empty host in table", http.request, { url = "http://example.org/", host = "" })
t.call("scheme alone", http.request, { scheme = "http" })
t.show("nothing", (pcall(http.request)))
t.show("a number", (pcall(http.request, 5)))
t.show("a boolean", (pcall(http.request, true)))
t.show("a field that is no text", (pcall(http.request, { url = "http://127.0.0.1/", headers = { x = {} } })))
