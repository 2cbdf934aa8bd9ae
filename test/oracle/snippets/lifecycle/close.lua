-- close gives 1 however often it is called, on every class
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
for _, s in ipairs { socket.tcp(), socket.tcp4(), (t.listen()), client } do
  print(s.class)
  t.show("close", s:close())
  t.show("again", s:close())
  t.show("class", s.class)
  t.show("getfd", s:getfd())
end
