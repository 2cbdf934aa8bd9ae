-- a sink may yield in the middle of a body
-- only: 5.4
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
server.answer(
  web.response("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "1", "a", "2", "bc", "0", "", "")
)
local request = coroutine.wrap(function()
  return "done", http.request {
    url = server.url,
    sink = function(chunk)
      coroutine.yield("chunk", chunk)
      return 1
    end,
  }
end)
for _ = 1, 4 do t.show("resume", request()) end
