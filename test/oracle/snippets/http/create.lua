-- create makes the object that is connected, sent to and received from
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local ltn12 = require "ltn12"
local function arguments(...)
  t.show("arguments", ...)
  return web.recorder(...)
end
t.call("of the request", http.request, { url = "http://example.org/x", create = arguments })
http.schemes.http.create = function(request)
  t.show("request", request.scheme, request.host, request.path, request.query, request.mine)
  return arguments
end
t.call("of the scheme", http.request, { url = "http://example.org/x?y", mine = "z" })
t.call("simple form", http.request, "http://example.org/x?y")
http.schemes.own = { port = 99, create = http.schemes.http.create }
t.call("scheme of one's own", http.request, "own://example.org/x")
t.call("body", http.request, {
  url = "http://example.org/x",
  method = "PUT",
  source = ltn12.source.string(("x"):rep(5000)),
})
for _, method in ipairs { "settimeout", "connect", "send" } do
  local function create()
    local object = web.recorder()
    object[method] = function() return nil, method .. " fails" end
    return object
  end
  t.call(method, http.request, { url = "http://example.org/", create = create })
end
