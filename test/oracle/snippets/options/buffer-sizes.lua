-- Buffer sizes are numbers; the system reports what it made of them
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp4()
for _, name in ipairs { "recv-buffer-size", "send-buffer-size" } do
  t.show("set " .. name, s:setoption(name, 10000))
  t.show("get", s:getoption(name))
  t.show("string", s:setoption(name, "20000"))
  t.show("get", s:getoption(name))
  t.show("fraction", s:setoption(name, 15000.9))
  t.show("get", s:getoption(name))
  t.call("no number", s.setoption, s, name, "x")
  t.call("absent", s.setoption, s, name)
  t.show("get", s:getoption(name))
end
