-- 5000 lines sent in chunks arrive as the same 5000 lines
local t = require "prelude"
local client, peer = t.pair()
local expected = {}
for i = 1, 5000 do
  expected[i] = ("line %d %s"):format(i, ("x"):rep(i % 40))
end
local count = 0
for first = 1, 5000, 250 do
  peer:send(table.concat(expected, "\n", first, first + 249) .. "\n")
  for i = first, first + 249 do
    if client:receive("*l") == expected[i] then
      count = count + 1
    end
  end
end
print("equal lines", count)
t.show("dirty", client:dirty())
t.show("received", (client:getstats()))
