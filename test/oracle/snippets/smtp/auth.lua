-- A user with a password logs in as the server offers it: LOGIN before PLAIN
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local smtp = require "socket.smtp"
local REST = [[ answer("250 sender", "250 recipient", "354 go") hear "\r\n.\r\n" say "250 taken" answer "221 bye" ]]
local LOGIN = [[ answer("334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 in") ]] .. REST
local PLAIN = [[ answer "235 in" ]] .. REST
local function send(label, offer, script, user, password)
  local port = scripted.server(([[ say "220 here" answer "%s" %s ]]):format(offer, script))
  t.show(label, smtp.send {
    server = "127.0.0.1",
    port = port,
    user = user,
    password = password,
    from = "<me@example.org>",
    rcpt = "<you@example.org>",
    source = ltn12.source.string "text",
  })
  scripted.show_heard()
end
send("login", [[250-me\r\n250 AUTH LOGIN]], LOGIN, "me", "pass word")
send("both", [[250-me\r\n250-AUTH PLAIN LOGIN\r\n250 HELP]], LOGIN, "me", "\0\255")
send("plain", [[250-me\r\n250-AUTH CRAM-MD5 PLAIN\r\n250 HELP]], PLAIN, "me", "pass word")
send("login after =", [[250-me\r\n250 AUTH=LOGIN]], LOGIN, "me", "pass word")
send("long", [[250-me\r\n250 AUTH LOGIN]], LOGIN, ("u"):rep(90), ("p"):rep(90))
send("second list", [[250-me\r\n250-AUTH DIGEST-MD5\r\n250 AUTH PLAIN]], PLAIN, "me", "pass word")
send("unknown ways", [[250-me\r\n250 AUTH CRAM-MD5]], "", "me", "pass word")
send("small letters", [[250-me\r\n250 auth login plain]], "", "me", "pass word")
send("on another line", [[250-me\r\n250-AUTH DIGEST-MD5\r\n250 LOGIN]], "", "me", "pass word")
send("no offer", [[250 me]], "", "me", "pass word")
send("user refused", [[250 AUTH LOGIN]], [[ answer("334 u", "535 who") ]], "me", "pass word")
send("password refused", [[250 AUTH LOGIN]], [[ answer("334 u", "334 p", "535 wrong") ]], "me", "pass word")
send("plain refused", [[250 AUTH PLAIN]], [[ answer "535 wrong" ]], "me", "pass word")
send("plain to be continued", [[250 AUTH PLAIN]], [[ answer "334 more" ]], "me", "pass word")
send("no password", [[250 AUTH LOGIN]], REST, "me")
send("no user", [[250 AUTH LOGIN]], REST, nil, "pass word")
