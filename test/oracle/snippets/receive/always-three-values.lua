-- receive always gives exactly three values
local t = require "prelude"
local client, peer = t.pair()
peer:send("a\nbcd")
t.show("line", select("#", client:receive()))
t.show("number", select("#", client:receive(2)))
t.show("prefix only", select("#", client:receive(1, "xx")))
client:settimeout(0)
t.show("timeout", select("#", client:receive("*l")))
peer:close()
client:settimeout(5)
t.show("closed", select("#", client:receive("*a")))
client:close()
t.show("own close", select("#", client:receive(7)))
