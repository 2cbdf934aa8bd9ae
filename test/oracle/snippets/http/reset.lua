-- a reset connection fails with closed
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.serve [[ read(client) client:setoption("linger", { on = true, timeout = 0 }) ]]
t.call("request", http.request, server.url)
server.serve [[
  read(client)
  client:send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
  client:receive()
  client:setoption("linger", { on = true, timeout = 0 })
]]
local function sink(chunk)
  t.show("sink", chunk)
  return 1
end
http.TIMEOUT = 0.1
t.call("waiting", http.request, { url = server.url, sink = sink })
