-- receive("*l") gives a last line without LF only as partial, with "closed"
local t = require "prelude"
local client, peer = t.pair()
peer:send("whole\nrest\r")
peer:close()
t.show("whole", client:receive("*l"))
t.show("rest", client:receive("*l"))
t.show("again", client:receive("*l"))
