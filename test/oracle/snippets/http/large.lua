-- large bodies come whole, however their end is told
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local build = [[
  local line = ("0123456789abcdef-"):rep(1000)
  local body = line:rep(100)
]]
server.serve(build .. [[
  read(client)
  client:send("HTTP/1.1 200 OK\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body)
]])
t.show("by length", http.request(server.url))
server.serve(build .. [[
  read(client)
  client:send("HTTP/1.1 200 OK\r\n\r\n" .. body)
]])
t.show("until closed", http.request(server.url))
server.serve(build .. [[
  read(client)
  client:send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
  for i = 1, 100 do client:send(("%x\r\n"):format(#line) .. line .. "\r\n") end
  client:send("0\r\n\r\n")
]])
t.show("in chunks", http.request(server.url))
