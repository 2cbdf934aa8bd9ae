-- receive("*l") gives lines without their LF, and is the default pattern
local t = require "prelude"
local client, peer = t.pair()
peer:send("first\nsecond\n\nfourth\n")
t.show("default", client:receive())
t.show("*l", client:receive("*l"))
t.show("empty line", client:receive("*l"))
t.show("nil pattern", client:receive(nil))
peer:close()
t.show("end", client:receive("*l"))
