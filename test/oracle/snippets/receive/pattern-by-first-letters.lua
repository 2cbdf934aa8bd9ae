-- receive looks only at the first two characters of a star pattern
local t = require "prelude"
local client, peer = t.pair()
peer:send("one\ntwo\nthree\nfour")
peer:close()
t.show("*line", client:receive("*line"))
t.show("*lXYZ", client:receive("*lXYZ"))
t.show("*l\\0", client:receive("*l\0"))
t.show("*all", client:receive("*all"))
