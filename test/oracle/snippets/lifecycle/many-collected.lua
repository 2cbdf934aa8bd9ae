-- Thousands of forgotten sockets do not use up the descriptors
local socket = require "socket"
local t = require "prelude"
for i = 1, 3000 do
  assert(socket.tcp4())
  if i % 100 == 0 then
    collectgarbage()
    collectgarbage()
  end
end
t.show("low descriptor", socket.tcp4():getfd() < 400)
