-- send hands over a message byte for byte, with dots at the beginning of lines doubled
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local smtp = require "socket.smtp"
local messages = {
  "Subject: x\r\n\r\nbody\r\n",
  ".first\r\n..second\r\n.\r\nend.\r\n",
  "no line end",
  "\r\n.\r\n",
  "\n.\n\r.\r\0\255",
  "",
}
for _, text in ipairs(messages) do
  local port = scripted.server [[
    say "220 here"
    answer("250-me\r\n250 HELP", "250 sender", "250 recipient", "354 go on")
    hear "\r\n.\r\n"
    say "250 taken"
    answer "221 bye"
  ]]
  t.show("send", smtp.send {
    server = "127.0.0.1",
    port = port,
    from = "<me@example.org>",
    rcpt = "<you@example.org>",
    source = ltn12.source.string(text),
  })
  scripted.show_heard()
end
