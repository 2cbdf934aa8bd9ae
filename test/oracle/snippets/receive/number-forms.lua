-- receive(n) truncates fractions and takes numeric strings
local t = require "prelude"
local client, peer = t.pair()
peer:send(("0123456789"):rep(20))
t.show("2.7", client:receive(2.7))
t.show("'3'", client:receive("3"))
t.show("'0x3'", client:receive("0x3"))
t.show("' 4 '", client:receive(" 4 "))
t.show("'1e1'", client:receive("1e1"))
t.show("'2.9'", client:receive("2.9"))
t.show("5.0", client:receive(5.0))
t.show("0.5", client:receive(0.5))
