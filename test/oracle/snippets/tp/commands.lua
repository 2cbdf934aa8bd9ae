-- command, send and source write these bytes, and nothing else is written
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local tp = require "socket.tp"
local control = assert(tp.connect("127.0.0.1", scripted.server ""))
t.show("command", control:command("ehlo", "me"))
t.show("without argument", control:command("Quit"))
t.show("nil", control:command("noop", nil))
t.show("false", control:command("noop", false))
t.show("empty", control:command("noop", ""))
t.show("number", control:command("x", 5))
t.show("send", control:send("as it is\0\255\r\n"))
t.show("send ignores ranges", control:send("whole\n", 2, 3))
local chunks = { "first ", "", "second\n" }
t.show("source", control:source(ltn12.source.table(chunks)))
t.show("failing source", control:source(function() return nil, "no more" end))
local function step(source, sink)
  local chunk, err = source()
  t.show("step", chunk, err)
  local ok, sink_err = sink(chunk)
  return chunk and ok, err or sink_err
end
t.show("source with a step", control:source(ltn12.source.table { "third", "fourth\n" }, step))
t.show("close", control:close())
scripted.show_heard()
local closed_command, closed_source = control:command("x"), control:source(ltn12.source.string "x")
t.show("closed", closed_command, closed_source)
