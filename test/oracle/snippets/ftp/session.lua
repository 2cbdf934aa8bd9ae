-- The methods of what open gives: their results, their commands, what they raise
local t = require "prelude"
local traced = require "traced"
local ftp = require "socket.ftp"
local function call(label, method, lines, ...)
  local session = ftp.open("host", 1, traced.create(lines))
  t.call(label, session[method], session, ...)
  t.show("  passive", session.pasvt)
end
call("greet", "greet", { "220 here" })
call("login", "login", { "331 password", "230 in" }, "me", "secret")
call("cwd", "cwd", { "250 done" }, "dir")
call("cwd to nowhere", "cwd", { "250 done" })
call("cwd refused", "cwd", { "550 no" }, "dir")
call("type", "type", { "200 done" }, "i")
call("type of nothing", "type", { "200 done" })
call("type refused", "type", { "504 no" }, "x")
call("quit", "quit", { "221 bye" })
call("quit refused", "quit", { "500 no" })
call("quit in between", "quit", { "120 wait" })
call("close", "close", {})
call("receive", "receive", {}, { path = "x" })
call("send", "send", {}, { path = "x" })
for _, reply in ipairs {
  "227 Entering (127,0,0,1,5,6)",
  "227 Entering 127,0,0,1,255,255",
  "227 Entering 127.0.0.1.5.6",
  "227 Entering =127,0,0,1,5,6,7",
  "227 Entering (127,0,0,1,500,600)",
  "227 Entering (127, 0, 0, 1, 5, 6)",
  "227 Entering (127,0,0,1,5)",
  "227 Entering",
  "250 Entering (127,0,0,1,5,6)",
  "500 no",
} do
  call(reply, "pasv", { reply })
end
call("several lines", "pasv", { "227-1 of 2", "227 (127,0,0,1,5,6)" })
for _, reply in ipairs {
  "229 Extended (|||5|)",
  "229 Extended (!!!65535!)",
  "229 Extended (|1|127.0.0.9|5|)",
  "229 (that) is (|||5|)",
  "229 Extended (|||0077|)",
  "229 Extended |||5|",
  "229 Extended (||5|)",
  "229 Extended (|!|5|)",
  "229 Extended",
  "227 Extended (|||5|)",
  "500 no",
} do
  call(reply, "epsv", { reply })
end
call("several lines", "epsv", { "229-Extended", "229 (|||5|)" })
