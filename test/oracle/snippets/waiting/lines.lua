-- Twenty thousand lines as fast as they come
-- peer
local t = require "prelude"
local remote, client = t.peer()
remote [[
  for i = 1, 20000, 100 do
    local lines = {}
    for j = i, i + 99 do lines[#lines + 1] = "line " .. j .. "\r\n" end
    data:send(table.concat(lines))
  end
  data:close()
]]
local count = 0
while true do
  local line, err, partial = client:receive()
  if line ~= "line " .. count + 1 then
    t.show("end", line, err, partial)
    break
  end
  count = count + 1
end
print("lines", count)
