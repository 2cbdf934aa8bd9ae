-- connect on a closed object makes a new descriptor and works
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()
local s = socket.tcp()
for round = 1, 3 do
  t.show("connect " .. round, s:connect("127.0.0.1", port))
  local peer = server:accept()
  peer:send("round " .. round .. "\n")
  t.show("receive", s:receive())
  t.show("close", s:close())
  t.show("getfd", s:getfd())
  peer:close()
end
t.show("stats", (s:getstats()))
