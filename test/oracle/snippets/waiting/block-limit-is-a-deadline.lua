-- With only a block limit, it ends the whole call, however steadily data drips in
-- peer
local t = require "prelude"
local remote, client = t.peer()
client:settimeout(0.3)
remote [[ for i = 1, 20 do data:send("x") socket.sleep(0.05) end ]]
local data, err, partial = client:receive(20)
t.show("receive", data, err)
t.show("some arrived", #(partial or "") > 0)
t.show("not all", #(partial or "") < 20)
