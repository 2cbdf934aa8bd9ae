-- a body in chunks is put together
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local function ask(coding, ...)
  server.answer(web.response("HTTP/1.1 200 OK", "Transfer-Encoding: " .. coding, "", ...))
  local chunks = {}
  local function sink(chunk)
    if chunk then chunks[#chunks + 1] = chunk end
    return 1
  end
  t.call("request", http.request, { url = server.url, sink = sink })
  t.show("chunks", chunks)
end
ask("chunked", "3", "abc", "0", "", "")
ask("chunked", "3", "abc", "2", "de", "0", "", "more")
ask("chunked", "0", "", "")
ask("chunked", "A", "0123456789", "0000000a", "abcdefghij", "000", "", "")
ask("chunked", "3;name=value", "abc", "3 ; name", "def", "0;last", "", "")
ask("chunked", "3 ", "abc", "  3", "def", "0", "", "")
ask("chunked", "5", "\r\n\0\255\n", "0", "", "")
ask("chunked", "3", "abcXY", "0", "", "")
ask("Chunked", "3", "abc", "0", "", "")
ask("gzip, chunked", "3", "abc", "0", "", "")
ask("anything", "3", "abc", "0", "", "")
ask("chunked", "zz", "abc", "0", "", "")
ask("chunked", "", "abc", "0", "", "")
ask("chunked", "3", "abc", "3 3", "def", "0", "", "")
