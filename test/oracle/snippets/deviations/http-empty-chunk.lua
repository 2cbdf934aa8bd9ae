-- an empty string among others that a source gives
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.serve [[
  client:send("HTTP/1.1 200 OK\r\n\r\n" .. read(client):match("\r\n\r\n(.*)"))
  client:shutdown("send")
  client:receive("*a")
]]
local pieces, body = { "one", "", "two" }, {}
local _, code = http.request {
  url = server.url,
  method = "PUT",
  source = function() return table.remove(pieces, 1) end,
  sink = function(chunk)
    body[#body + 1] = chunk
    return 1
  end,
}
t.show("code", code)
t.show("the server's body", table.concat(body))
