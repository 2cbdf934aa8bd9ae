-- a source is sent with its length if that is told, else in chunks
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local ltn12 = require "ltn12"
local server = web.start()
local function ask(request)
  server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 2", "", "ok"))
  request.url = server.url .. "/put"
  t.call("request", http.request, request)
  server.requests()
end
local function pieces(...)
  local list, at = { ... }, 0
  return function()
    at = at + 1
    return list[at]
  end
end
ask { method = "PUT", source = ltn12.source.string("abc") }
ask { method = "PUT", source = ltn12.source.string("abc"), headers = { ["Content-Length"] = 3 } }
ask { method = "PUT", source = pieces("one", "two", ("x"):rep(26)) }
ask { method = "PUT", source = pieces("one", "two"), headers = { ["CONTENT-LENGTH"] = "6" } }
ask { method = "PUT", source = pieces() }
ask { method = "PUT", source = pieces(), headers = { ["content-length"] = "0" } }
ask { source = pieces("GET with a body") }
ask { method = "POST" }
ask { method = "POST", source = pieces("\0\r\n\255") }
