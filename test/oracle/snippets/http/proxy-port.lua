-- a proxy has port 3128 unless its URL says another
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
for _, proxy in ipairs { "http://proxy", "http://proxy/", "http://proxy:80", "//proxy", "http://[::1]:8080" } do
  t.call(proxy, http.request, { url = "http://example.org/", proxy = proxy, create = web.recorder })
end
