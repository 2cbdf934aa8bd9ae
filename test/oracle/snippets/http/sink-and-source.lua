-- what a sink, a source or a step says ends the request, what they raise is raised
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local ltn12 = require "ltn12"
local server = web.start()
local function ask(label, request)
  server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 4", "", "body"))
  request.url = server.url
  t.call(label, http.request, request)
  -- After what is raised the connection is closed when it is collected.
  collectgarbage()
  server.requests()
end
ask("sink", { sink = function() return nil, "the sink is full" end })
ask("sink without words", { sink = function() return nil end })
ask("source", { method = "PUT", source = function() return nil, "the source is dry" end })
ask("source after a piece", {
  method = "PUT",
  source = ltn12.source.cat(ltn12.source.string("abc"), function() return nil, "the source is dry" end),
})
ask("step", { step = function() return nil, "the step fails" end })
ask("sink raises", { sink = function() error("by the sink", 0) end })
ask("source raises", { method = "PUT", source = function() error("by the source", 0) end })
ask("step raises", { step = function() error({ "by the step" }) end })
