-- send with timeout 0 says how far it got, and "timeout" at once when nothing fits
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0)
local data = ("x"):rep(8388608)
local last, err, reached = client:send(data)
t.show("result", last, err)
print("something sent", reached > 0, "not all", reached < #data)
local stuck
for _ = 1, 1000 do
  local more, _, at = client:send(data, 1, 100000)
  if not more and at == 0 then
    stuck = true
    break
  end
end
print("full", stuck)
t.show("one byte", client:send("y"))
t.show("one byte, from 3", client:send("abc", 3))
t.show("nothing", client:send(""))
client:settimeout(0.05)
t.waits("with a timeout", 0.04, client.send, client, "y")
t.show("writable", #(select(2, require("socket").select(nil, { client }, 0))))
