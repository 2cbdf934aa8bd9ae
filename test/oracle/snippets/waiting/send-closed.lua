-- A reset while send waits is "closed", with what was accepted
-- peer
local t = require "prelude"
local remote, client = t.peer()
local data = ("x"):rep(12000000)
remote [[ socket.sleep(0.3) data:setoption("linger", { on = true, timeout = 0 }) data:close() ]]
local last, err, reached = client:send(data)
t.show("send", last, err)
t.show("some accepted", reached > 0, reached < 12000000)
t.show("counted", select(2, client:getstats()) == reached)
t.show("again", client:send("x"))
