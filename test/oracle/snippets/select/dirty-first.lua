-- Objects with buffered data come first, in the order given; then by descriptor
local socket = require "socket"
local t = require "prelude"
local list, peers = {}, {}
for i = 1, 5 do
  list[i], peers[i] = t.pair()
  t.name(list[i], "s" .. i)
  peers[i]:send("one\ntwo\n")
  t.arrive(list[i])
end
table.sort(list, function(a, b) return a:getfd() < b:getfd() end)
for i, s in ipairs(list) do
  t.name(s, "fd" .. i)
end
local function select_all(order)
  local objects = {}
  for i, index in ipairs(order) do
    objects[i] = list[index]
  end
  return socket.select(objects, nil, 5)
end
t.show("none dirty", select_all { 5, 3, 1, 4, 2 })
list[4]:receive()
t.show("4 dirty", select_all { 5, 3, 1, 4, 2 })
list[2]:receive()
t.show("4 and 2 dirty", select_all { 5, 3, 1, 4, 2 })
t.show("2 before 4", select_all { 2, 1, 4 })
