-- A session: pasv or epsv before each transfer, whose data connection is closed after it
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local ftp = require "socket.ftp"
local port = scripted.server [[
  say "220 here"
  answer("331 password", "230 in", "250 there")
  hear()
  local port = tonumber(passive())
  say(("227 Entering (127,0,0,1,%d,%d)"):format((port - port % 256) / 256, port % 256))
  answer "150 go on"
  take()
  say "226 done"
  hear()
  say("229 Extended (|||" .. passive() .. "|)")
  answer "150 coming"
  give "text"
  say "226 done"
  answer "221 bye"
]]
local session = ftp.open("127.0.0.1", port)
t.show("greet", session:greet())
t.show("login", session:login("me", "secret"))
t.show("cwd", session:cwd "dir")
local host, first = session:pasv()
t.show("pasv", host, type(first))
t.show("send", session:send { path = "up", source = ltn12.source.string "content" })
t.show("data", session.data)
local second
host, second = session:epsv()
t.show("epsv", host, type(second))
local chunks = {}
t.show("receive", session:receive { path = "down", sink = ltn12.sink.table(chunks) })
t.show("data", session.data)
t.show("received", chunks)
t.show("quit", session:quit())
t.show("close", session:close())
scripted.show_heard()
