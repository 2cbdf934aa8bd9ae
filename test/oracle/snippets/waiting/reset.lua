-- A reset while receive waits is "closed" with the partial
-- peer
local t = require "prelude"
local remote, client = t.peer()
remote [[ data:send("part") socket.sleep(0.05) data:setoption("linger", { on = true, timeout = 0 }) data:close() ]]
t.show("line", client:receive())
t.show("send", client:send("x"))
