-- a request without URL that says no more than it must
local t = require "prelude"
local http = require "socket.http"
local function create() return nil, "no socket" end
t.show("host", (pcall(http.request, { host = "127.0.0.1", create = create })))
t.call("host and scheme", http.request, { scheme = "http", host = "127.0.0.1", create = create })
