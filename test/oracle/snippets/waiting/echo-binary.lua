-- Blocks of every size around the buffer's come back unchanged
-- peer
local t = require "prelude"
local remote, client = t.peer()
remote [[
  while true do
    local size = tonumber((data:receive()))
    if not size then break end
    data:send((data:receive(size)))
  end
]]
for _, size in ipairs { 1, 2, 255, 4096, 8191, 8192, 8193, 16384, 16385, 65536, 100000 } do
  local block = t.pattern_data(size)
  client:send(size .. "\n")
  t.show("send " .. size, client:send(block))
  t.show("  equal", client:receive(size) == block)
end
