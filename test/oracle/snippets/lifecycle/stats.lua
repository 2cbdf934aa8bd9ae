-- getstats counts what receive took out and what send handed over
local t = require "prelude"
local client, peer = t.pair()
local function stats(s)
  local received, sent = s:getstats()
  return received, sent
end
t.show("new", stats(client))
t.show("values", select("#", client:getstats()))
peer:send("abc\r\ndefgh")
t.show("peer sent", stats(peer))
client:receive(2)
t.show("2 of 10", stats(client))
client:receive("*l")
t.show("CR and LF count", stats(client))
client:receive("3", "d")
t.show("a prefix does not count", stats(client))
client:settimeout(0)
client:receive(100)
t.show("partials count", stats(client))
client:send("hello", 2, 3)
t.show("sent", stats(client))
client:send("")
t.show("nothing sent", stats(client))
