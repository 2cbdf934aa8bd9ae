-- URLs of proxies that are none, or have another scheme
local t = require "prelude"
local http = require "socket.http"
local function create()
  return { settimeout = function() return 1 end, connect = function() return nil, "connects" end, close = function() end }
end
t.show("nothing", (pcall(http.request, { url = "http://127.0.0.1/", proxy = "" })))
t.call("no host", http.request, { url = "http://127.0.0.1/", proxy = "proxy", create = create })
t.call("socks", http.request, { url = "http://127.0.0.1/", proxy = "socks5://127.0.0.1", create = create })
