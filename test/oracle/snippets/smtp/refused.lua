-- What the server refuses ends the conversation at once, with its reply as the error
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local smtp = require "socket.smtp"
local RECIPIENT = [[ say "220 here" answer("250 me", "250 sender", "250 recipient") ]]
local DATA = RECIPIENT .. [[ answer "354 go" hear "\r\n.\r\n" ]]
local scripts = {
  [[ say "554-not\r\n554 today" ]],
  [[ say "hello" ]],
  [[ connection:close() ]],
  [[ say "220 here" answer "502 EHLO?" ]],
  [[ say "220 here" hear() connection:close() ]],
  [[ say "220 here" answer("250 me", "550 sender") ]],
  [[ say "220 here" answer("250 me", "250 sender", "550-who\r\n550 is that") ]],
  RECIPIENT .. [[ answer "450 later" ]],
  RECIPIENT .. [[ answer "250 not 354" ]],
  DATA .. [[ say "554 spam" ]],
  DATA .. [[ connection:close() ]],
  DATA .. [[ say "250 ok" answer "500 stay" ]],
  DATA .. [[ say "250 ok" hear() connection:close() ]],
}
for index, script in ipairs(scripts) do
  local port = scripted.server(script)
  t.show("script " .. index, smtp.send {
    server = "127.0.0.1",
    port = port,
    from = "<me@example.org>",
    rcpt = "<you@example.org>",
    source = ltn12.source.string "text",
  })
  scripted.show_heard()
end
t.show("nobody there", smtp.send { server = "127.0.0.1", port = t.unused_port(), from = "a", rcpt = "b" })
