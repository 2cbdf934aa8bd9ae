-- What a source or a step does shows in the result, and in what the server hears
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local smtp = require "socket.smtp"
local function send(label, source, step)
  local port = scripted.server [[
    say "220 here"
    answer("250 me", "250 sender", "250 recipient", "354 go on")
    if hear "\r\n.\r\n":sub(-5) == "\r\n.\r\n" then say "250 taken" answer "221 bye" end
  ]]
  t.show(label, smtp.send {
    server = "127.0.0.1",
    port = port,
    from = "<me@example.org>",
    rcpt = "<you@example.org>",
    source = source,
    step = step,
  })
  scripted.show_heard()
end
send("chunks", ltn12.source.table { "Subject: x\r", "\n\r\n.", "dot\r\n", ".", "\r\n" })
send("nothing", ltn12.source.empty())
send("fails at once", ltn12.source.error "no source")
send("fails later", ltn12.source.cat(ltn12.source.string "some\r\n", ltn12.source.error "no more"))
send("step", ltn12.source.table { "one\r\n", ".two\r\n" }, function(source, sink)
  local chunk, err = source()
  t.show("step", chunk, err)
  local ok, sink_err = sink(chunk)
  return chunk and ok, err or sink_err
end)
send("step that stops", ltn12.source.string "text", function() return nil, "stopped" end)
