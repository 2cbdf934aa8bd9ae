-- the Host field has the port unless it is that of the scheme
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local function ask(request)
  request.create = web.recorder
  t.call(request.url, http.request, request)
end
ask { url = "http://example.org/" }
ask { url = "http://example.org:/" }
ask { url = "http://example.org:80/" }
ask { url = "http://example.org:080/" }
ask { url = "http://example.org:8080/" }
ask { url = "http://example.org:http/" }
ask { url = "http://example.org:443/" }
ask { url = "https://example.org/" }
ask { url = "https://example.org:443/" }
ask { url = "https://example.org:80/" }
ask { url = "http://EXAMPLE.org/" }
ask { url = "http://user:pass@example.org/" }
ask { url = "http://example.org/", port = 81 }
ask { url = "http://example.org:82/", port = "" }
ask { url = "http://example.org/", host = "elsewhere" }
ask { url = "http://example.org/", scheme = "https" }
http.schemes.http.port = 8000
ask { url = "http://example.org/" }
ask { url = "http://example.org:8000/" }
ask { url = "http://example.org:80/" }
http.schemes.http.port = 80
