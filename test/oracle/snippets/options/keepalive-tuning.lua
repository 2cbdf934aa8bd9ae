-- tcp-keepidle, tcp-keepcnt and tcp-keepintvl take integers, and anything else as 0
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp4()
for _, name in ipairs { "tcp-keepidle", "tcp-keepcnt", "tcp-keepintvl" } do
  t.show("set " .. name, s:setoption(name, 11))
  t.show("get", s:getoption(name))
  t.show("string", s:setoption(name, "12"))
  t.show("get", s:getoption(name))
  t.call("0", s.setoption, s, name, 0)
  t.call("negative", s.setoption, s, name, -1)
  t.call("too much", s.setoption, s, name, 1e6)
  t.call("word", s.setoption, s, name, "x")
  t.call("true", s.setoption, s, name, true)
  t.call("absent", s.setoption, s, name)
  t.show("get", s:getoption(name))
end
