-- Negative, nil and huge limits all mean: wait as long as it takes
local t = require "prelude"
local client, peer = t.pair()
for _, limit in ipairs { -1, -0.001, 1e10, math.huge } do
  client:settimeout(limit)
  peer:send("data\n")
  t.show("limit " .. tostring(limit < 0), client:receive())
end
client:settimeout()
peer:send("data\n")
t.show("no limit", client:receive())
