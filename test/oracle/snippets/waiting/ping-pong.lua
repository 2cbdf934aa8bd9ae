-- Two hundred lines there and back
-- peer
local t = require "prelude"
local remote, client = t.peer()
remote [[ for i = 1, 200 do data:send(data:receive() .. " back\n") end ]]
local equal = 0
for i = 1, 200 do
  client:send("ping " .. i .. "\n")
  if client:receive() == "ping " .. i .. " back" then
    equal = equal + 1
  end
end
print("equal", equal)
