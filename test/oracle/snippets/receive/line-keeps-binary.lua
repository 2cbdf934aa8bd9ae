-- receive("*l") keeps NUL and bytes above 127
local t = require "prelude"
local client, peer = t.pair()
peer:send("a\0b\200\255\1\127\n\0\n")
t.show("binary line", client:receive("*l"))
t.show("NUL line", client:receive("*l"))
