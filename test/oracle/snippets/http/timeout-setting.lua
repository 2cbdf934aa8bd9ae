-- TIMEOUT is given to every new connection
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
for _, seconds in ipairs { 60, 0, 0.5, -1 } do
  http.TIMEOUT = seconds
  t.call(tostring(seconds), http.request, { url = "http://example.org/", create = web.recorder })
end
http.TIMEOUT = nil
t.call("nil", http.request, { url = "http://example.org/", create = web.recorder })
