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
command("user", { command = "noop", user = "me", password = "secret", port = 2121, check = "2.." }, "250 done", "221 bye")
command("URL", { url = "ftp://me:secret@other:2121/x;type=i", host = "host", command = "noop", check = "2.." }, "250 done", "221 bye")
command("quit refused", { command = "noop", check = "2.." }, "250 done", "500 no")

local rename = { "rnfr", "rnto" }
command("two", { command = rename, argument = { "a", "b" }, check = { "3..", "2.." } }, "350 next", "250 done", "221 bye")
command("numbers", { command = rename, argument = { "a", "b" }, check = { 350, 250 } }, "350 next", "250 done", "221 bye")
command("lists", { command = rename, argument = { "a", "b" }, check = { { "2..", "3.." }, { "2.." } } }, "350 next", "250 done", "221 bye")
command("functions", { command = rename, argument = { "a", "b" }, check = { decide, decide } }, "350 next", "250 done", "221 bye")
command("no arguments", { command = rename, check = { "3..", "2.." } }, "350 next", "250 done", "221 bye")
command("one argument for all", { command = rename, argument = "a", check = { "3..", "2.." } }, "350 next", "250 done", "221 bye")
command("one check for all", { command = rename, argument = { "a", "b" }, check = "..." }, "350 next", "250 done", "221 bye")
command("first one checked", { command = rename, argument = { "a", "b" }, check = { "3.." } }, "350 next", "221 bye")
command("second one checked", { command = rename, argument = { "a", "b" }, check = { false, "3.." } }, "350 next", "221 bye")
command("first refused", { command = rename, argument = { "a", "b" }, check = { "3..", "2.." } }, "550 no")
command("second refused", { command = rename, argument = { "a", "b" }, check = { "3..", "2.." } }, "350 next", "553 no")
command("no commands", { command = {} }, "221 bye")

t.show("no host", ftp.command { command = "noop" })
t.show("no command", ftp.command { host = "host" })
t.show("neither", ftp.command {})
t.show("string", ftp.command "ftp://host/x")
