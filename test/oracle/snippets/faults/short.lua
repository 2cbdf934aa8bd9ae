-- streams that give or take a few bytes at a time lose and double none
-- faults
local t = require "prelude"
local client, peer = t.pair()
local data = t.pattern_data(3000)

for _, size in ipairs { 1, 7, 1000 } do
  t.fault("recv.bytes" .. size .. ".all", "send.bytes" .. size .. ".all")
  print("size", size)
  t.show("send", peer:send(data))
  t.show("send some", peer:send(data, 11, 2010))
  t.show("lines", peer:send("one\r\ntwo\n\nthree"))
  t.show("number", client:receive(3000))
  t.show("number with prefix", client:receive(2003, "abc"))
  for _ = 1, 3 do t.show("line", client:receive()) end
  client:settimeout(0.02)
  t.show("partial", client:receive())
  t.show("rest", client:receive("*l", "t"))
  client:settimeout(5)
  t.show("stats", select(2, client:getstats()) == select(1, peer:getstats()))
end

t.fault("recv.bytes3.every2", "send.bytes5.every3", "recv.EINTR.every5", "send.EINTR.every4")
t.show("mixed send", peer:send(data))
t.show("mixed receive", client:receive(#data))
peer:send(data)
peer:close()
t.show("all", client:receive("*a"))
t.show("end", client:receive("*a"))
