-- send waits until the peer reads
-- peer
local t = require "prelude"
local remote, client = t.peer()
local data = t.pattern_data(12000000)
remote [[
  socket.sleep(0.1)
  local got = data:receive(12000000)
  local sum = 0
  for i = 1, #got, 997 do sum = (sum * 31 + got:byte(i)) % 16777213 end
  data:send(#got .. " " .. sum .. "\n")
]]
t.show("send", client:send(data))
local sum = 0
for i = 1, #data, 997 do
  sum = (sum * 31 + data:byte(i)) % 16777213
end
t.show("the peer's sum", client:receive() == #data .. " " .. sum)
