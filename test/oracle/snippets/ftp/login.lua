-- A password is sent where the server asks for one; USER and PASSWORD are what is sent otherwise
local t = require "prelude"
local traced = require "traced"
local ftp = require "socket.ftp"
local function log_in(label, lines, user, password)
  t.show(label, ftp.command {
    host = "host",
    user = user,
    password = password,
    command = "noop",
    check = "2..",
    create = traced.create(lines),
  })
end
log_in("anonymous", { "220 here", "331 password", "230 in", "200 noop", "221 bye" })
log_in("user", { "220 here", "331 password", "230 in", "200 noop", "221 bye" }, "me", "secret")
log_in("user without password", { "220 here", "331 password", "230 in", "200 noop", "221 bye" }, "me")
log_in("password without user", { "220 here", "331 password", "202 in", "200 noop", "221 bye" }, nil, "secret")
log_in("no password asked for", { "220 here", "230 in", "200 noop", "221 bye" }, "me", "secret")
log_in("greeting of two", { "120 wait", "220-here", "220 I am", "230 in", "200 noop", "221 bye" }, "me", "secret")
log_in("greeting of three", { "120 wait", "120 wait", "220 here" })
log_in("busy", { "421 later" })
log_in("busy after a while", { "120 wait", "421 later" })
log_in("no greeting", {})
log_in("no server", { "SSH-2.0" })
log_in("account asked for", { "220 here", "332 account" })
log_in("account asked for later", { "220 here", "331 password", "332 account" })
log_in("other continuation", { "220 here", "350 more" })
log_in("wrong user", { "220 here", "530 who" })
log_in("wrong password", { "220 here", "331 password", "530-wrong", "530 password" })
log_in("end", { "220 here", "331 password" })
ftp.USER, ftp.PASSWORD = "nobody", "nothing"
log_in("other defaults", { "220 here", "331 password", "230 in", "200 noop", "221 bye" })
