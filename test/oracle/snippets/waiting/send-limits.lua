-- send ends at its block limit and at its total limit when the peer does not read
-- peer
local t = require "prelude"
local remote, client = t.peer()
local data = ("x"):rep(12000000)
client:settimeout(0.1)
local last, err, reached = client:send(data)
t.show("block", last, err)
t.show("some accepted", reached > 0, reached < #data)
client:settimeout(-1)
client:settimeout(0.1, "t")
t.waits("total", 0.09, function()
  local _, why, at = client:send(data)
  return why, at < #data
end)
