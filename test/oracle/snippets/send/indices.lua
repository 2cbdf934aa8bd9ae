-- send(data, i, j) returns the index of the last byte sent
local t = require "prelude"
local client, peer = t.pair()
local cases = {
  {}, { 2 }, { 2, 3 }, { -2 }, { -3, -2 }, { 0 }, { 0, 0 }, { 3, 2 }, { 10 }, { 6 }, { 5, 99 }, { -99 },
  { -99, 2 }, { 1, 0 }, { 1, -99 }, { 5, 5 }, { 1, 1 }, { -1, -1 }, { 2, -2 }, { 7, 8 }, { 1, -1 },
}
for _, case in ipairs(cases) do
  t.show("(" .. table.concat(case, ", ") .. ")", client:send("hello", t.unpack(case)))
  client:send("\n")
  t.show("  arrived", peer:receive())
end
t.show("(nil, 3)", client:send("hello", nil, 3))
t.show("(2, nil)", client:send("hello", 2, nil))
t.show("(nil, nil)", client:send("hello", nil, nil))
client:close()
t.show("arrived", peer:receive("*a"))
