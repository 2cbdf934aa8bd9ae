-- A socket that Lua still holds is not collected
local t = require "prelude"
local holder = {}
do
  local client, peer = t.pair()
  holder[1], holder[2] = client, peer
end
for _ = 1, 3 do
  collectgarbage()
end
t.show("send", holder[1]:send("still\n"))
t.show("receive", holder[2]:receive())
