-- Active mode: the server makes the data connection, to where port says
-- only: 5.1
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local ftp = require "socket.ftp"
local port = scripted.server [[
  local function hear_port()
    local high, low = hear():match("(%d+),(%d+)\r\n")
    active("127.0.0.1", high * 256 + low)
  end
  say "220 here"
  answer("331 password", "230 in")
  hear_port()
  say "200 there"
  answer "150 coming"
  give "text"
  say "226 done"
  hear_port()
  say "200 there"
  answer "150 go on"
  take()
  say "226 done"
  answer("200 elsewhere", "500 not there")
]]
local session = ftp.open("127.0.0.1", port)
session:greet()
session:login()
t.show("port", session:port())
local chunks = {}
t.show("receive", session:receive { path = "down", sink = ltn12.sink.table(chunks) })
t.show("received", chunks)
t.show("port", session:port())
t.show("send", session:send { path = "up", source = ltn12.source.string "content" })
t.show("elsewhere", session:port("127.0.0.9", 258))
t.call("refused", session.port, session, "127.0.0.9", 65535)
local places = 0
scripted.show_heard(function(line)
  places = places + 1
  return places <= 6 and line:gsub("^(PORT 127,0,0,1),%d+,%d+", "%1,<port>") or line
end)
