-- command sends one command or several, and receives the replies that something is expected of
local t = require "prelude"
local traced = require "traced"
local ftp = require "socket.ftp"
local function command(label, request, ...)
  request.create = traced.create { "220 here", "230 in", ... }
  request.host = request.host or "host"
  t.show(label, ftp.command(request))
end
command("pattern", { command = "dele", argument = "file", check = "2.." }, "250 done", "221 bye")
command("number", { command = "dele", argument = "file", check = 250 }, "250 done", "221 bye")
command("list", { command = "dele", argument = "file", check = { "3..", "2.." } }, "250 done", "221 bye")
local function decide(...)
  t.show("asked", ...)
  return 1
end
command("function", { command = "dele", argument = "file", check = decide }, "250 done", "221 bye")
command("function that refuses", { command = "dele", check = function() return nil, "no" end }, "250 done", "221 bye")
command("nothing", { command = "noop" }, "221 bye")
command("refused", { command = "dele", argument = "file", check = "2.." }, "550 no")
command("empty argument", { command = "cwd", argument = "", check = "2.." }, "250 done", "221 bye")
command("type is not set", { command = "cwd", argument = 5, check = "2..", type = "i" }, "250 done", "221 bye")
local user = { command = "noop", user = "me", password = "secret", port = 2121, check = "2.." }
command("user", user, "250 done", "221 bye")
local by_url = { url = "ftp://me:secret@other:2121/x;type=i", host = "host", command = "noop", check = "2.." }
command("URL", by_url, "250 done", "221 bye")
command("quit refused", { command = "noop", check = "2.." }, "250 done", "500 no")

local function rename(label, arguments, checks, ...)
  command(label, { command = { "rnfr", "rnto" }, argument = arguments, check = checks }, ...)
end
local NAMES = { "a", "b" }
rename("two", NAMES, { "3..", "2.." }, "350 next", "250 done", "221 bye")
rename("numbers", NAMES, { 350, 250 }, "350 next", "250 done", "221 bye")
rename("lists", NAMES, { { "2..", "3.." }, { "2.." } }, "350 next", "250 done", "221 bye")
rename("functions", NAMES, { decide, decide }, "350 next", "250 done", "221 bye")
rename("no arguments", nil, { "3..", "2.." }, "350 next", "250 done", "221 bye")
rename("one argument for all", "a", { "3..", "2.." }, "350 next", "250 done", "221 bye")
rename("one check for all", NAMES, "...", "350 next", "250 done", "221 bye")
rename("first one checked", NAMES, { "3.." }, "350 next", "221 bye")
rename("second one checked", NAMES, { false, "3.." }, "350 next", "221 bye")
rename("first refused", NAMES, { "3..", "2.." }, "550 no")
rename("second refused", NAMES, { "3..", "2.." }, "350 next", "553 no")
command("no commands", { command = {} }, "221 bye")

t.show("no host", ftp.command { command = "noop" })
t.show("no command", ftp.command { host = "host" })
t.show("neither", ftp.command {})
t.show("string", ftp.command "ftp://host/x")
