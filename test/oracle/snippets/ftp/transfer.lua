-- What goes wrong during a transfer, and what the server says about it afterwards
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local ftp = require "socket.ftp"
local PASSIVE = [[
  say "220 here"
  answer("331 password", "230 in")
  hear()
  say("229 Extended (|||" .. passive() .. "|)")
]]
local function request(script, fields)
  fields.host, fields.port = "127.0.0.1", scripted.server(PASSIVE .. script)
  fields.path = "file"
  return fields
end
local function get(label, script, sink)
  local chunks = {}
  t.show("get: " .. label, ftp.get(request(script, { sink = sink or ltn12.sink.table(chunks) })))
  t.show("  received", table.concat(chunks))
  scripted.show_heard()
end
local function put(label, script, source)
  t.show("put: " .. label, ftp.put(request(script, { source = source or ltn12.source.string "text" })))
  scripted.show_heard()
end
get("125", [[ answer "125 coming" give "text" say "250 done" answer "221 bye" ]])
get("done at once", [[ answer "226 done" answer "221 bye" ]])
get("broken off", [[ answer "150 coming" give "te" say "426 broken off" ]])
get("reset", [[ answer "150 coming" drop() say "426 broken off" ]])
get("two beginnings", [[ answer "150 coming" give "text" say "150 coming" ]])
get("end instead of a reply", [[ answer "150 coming" give "text" connection:close() ]])
get("sink fails", [[ answer "150 coming" give "text" say "226 done" ]], function() return nil, "sink failed" end)
get("quit refused", [[ answer "150 coming" give "text" say "226 done" answer "500 stay" ]])
put("125", [[ answer "125 go on" take() say "250 done" answer "221 bye" ]])
put("done at once", [[ answer "226 done" take() answer "221 bye" ]])
put("no room", [[ answer "150 go on" take() say "552 no room" ]])
put("end instead of a reply", [[ answer "150 go on" take() connection:close() ]])
put("source fails", [[ answer "150 go on" take() say "226 done" ]], ltn12.source.error "source failed")
put("quit refused", [[ answer "150 go on" take() say "226 done" answer "500 stay" ]])
get("reply to STAT", [[ answer "211-one\r\n two\r\n211 three" answer "221 bye" ]], function(...)
  t.show("sink", ...)
  return nil, "ignored"
end)
