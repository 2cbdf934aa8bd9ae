-- receive("*l") waits for a line that arrives byte by byte
-- peer
local t = require "prelude"
local remote, client = t.peer()
remote [[ for c in ("ab\r\0c\r\nde\n"):gmatch(".") do data:send(c) socket.sleep(0.01) end ]]
t.show("first", client:receive("*l"))
t.show("second", client:receive("*l"))
