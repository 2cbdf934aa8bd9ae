-- The methods of what open gives: their results, their commands, what they raise
local t = require "prelude"
local traced = require "traced"
local ltn12 = require "ltn12"
local smtp = require "socket.smtp"
local function call(label, method, lines, ...)
  local session = smtp.open("host", 1, traced.create(lines))
  t.call(label, session[method], session, ...)
end
call("greet", "greet", { "220 here", "250-me", "250 HELP" })
call("greet with a domain", "greet", { "220 here", "250 me" }, "client.example.org")
call("greeting refused", "greet", { "120 wait" })
call("EHLO refused", "greet", { "220 here", "500 no" })
call("mail", "mail", { "250 sender" }, "<me>")
call("mail refused", "mail", { "350 no" }, "<me>")
call("rcpt", "rcpt", { "251 recipient" }, "<you>")
call("rcpt refused", "rcpt", { "450 no" }, "<you>")
call("data", "data", { "354 go", "250 taken" }, ltn12.source.string ".as it is\r\n")
call("data with a step", "data", { "354 go", "250 taken" }, ltn12.source.string "x", ltn12.pump.step)
call("data refused", "data", { "503 no" }, ltn12.source.string "x")
call("data refused after it", "data", { "354 go", "554 no" }, ltn12.source.string "x")
call("login", "login", { "334 user", "334 password", "235 in" }, "u", "p")
call("login refused", "login", { "334 user", "235 in" }, "u", "p")
call("plain", "plain", { "235 in" }, "u", "p")
call("plain refused", "plain", { "334 more" }, "u", "p")
call("auth without user", "auth", {}, nil, "p", "AUTH LOGIN")
call("auth without password", "auth", {}, "u", nil, "AUTH LOGIN")
call("auth login", "auth", { "334 user", "334 password", "235 in" }, "u", "p", "250-x\n250 AUTH LOGIN")
call("auth plain", "auth", { "235 in" }, "u", "p", "250-x\n250 AUTH PLAIN")
call("auth unknown", "auth", {}, "u", "p", "250-x\n250 AUTH")
local mail = { from = "f", rcpt = "r", source = ltn12.source.string "." }
call("send", "send", { "250 a", "250 b", "354 c", "250 d" }, mail)
call("quit", "quit", { "221 bye" })
call("quit refused", "quit", { "500 no" })
call("close", "close", {})
t.call("open refused", smtp.open, "127.0.0.1", t.unused_port())
t.call("connect fails", smtp.open, "host", 1, traced.create({}, { connect = function() return nil, "no" end }))
