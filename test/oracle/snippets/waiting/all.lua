-- receive("*a") waits for the end
-- peer
local t = require "prelude"
local remote, client = t.peer()
remote [[ for i = 1, 5 do data:send("part " .. i .. "\n") socket.sleep(0.02) end data:close() ]]
t.show("all", client:receive("*a"))
