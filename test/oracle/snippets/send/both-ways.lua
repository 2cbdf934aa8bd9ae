-- 1 MiB each way at once on one connection, driven by select
local socket = require "socket"
local t = require "prelude"
local a, b = t.pair()
a:settimeout(0)
b:settimeout(0)
local size = 1048576
local data = t.pattern_data(size)
local sent = { [a] = 0, [b] = 0 }
local got = { [a] = {}, [b] = {} }
local count = { [a] = 0, [b] = 0 }
while count[a] < size or count[b] < size do
  local writers = {}
  for _, s in ipairs { a, b } do
    if sent[s] < size then
      writers[#writers + 1] = s
    end
  end
  local readable, writable, err = socket.select({ a, b }, writers, 5)
  assert(not err, err)
  for _, s in ipairs(writable) do
    local last, _, reached = s:send(data, sent[s] + 1)
    sent[s] = last or reached
  end
  for _, s in ipairs(readable) do
    local chunk, _, partial = s:receive(size - count[s])
    chunk = chunk or partial
    got[s][#got[s] + 1] = chunk
    count[s] = count[s] + #chunk
  end
end
print("a to b", table.concat(got[b]) == data)
print("b to a", table.concat(got[a]) == data)
t.show("stats of a", (a:getstats()), (select(2, a:getstats())))
