-- receive("*l", prefix) keeps CR and LF of the prefix as they are
local t = require "prelude"
local client, peer = t.pair()
peer:send("b\r\nnext\n")
t.show("CR and LF in the prefix", client:receive("*l", "a\r\n\r"))
t.show("number as prefix", client:receive("*l", 12))
peer:close()
t.show("end", client:receive("*l", "kept"))
t.show("end with an empty prefix", client:receive("*l", ""))
