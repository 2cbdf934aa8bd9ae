-- schemes that are not known, and URLs without one
local t = require "prelude"
local http = require "socket.http"
t.show("gopher", (pcall(http.request, "gopher://127.0.0.1/")))
t.show("host and port", (pcall(http.request, "127.0.0.1:80/path")))
t.show("nothing", (pcall(http.request, "")))
