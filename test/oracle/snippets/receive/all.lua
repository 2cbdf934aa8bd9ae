-- receive("*a") gives everything up to the end, then "closed"
local t = require "prelude"
local client, peer = t.pair()
peer:send("one\r\ntwo\n\0three")
peer:close()
t.show("all", client:receive("*a"))
t.show("again", client:receive("*a"))
t.show("and again", client:receive("*a", "prefix"))
