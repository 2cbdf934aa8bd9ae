-- send always gives exactly three values
local t = require "prelude"
local client, peer = t.pair()
t.show("success", select("#", client:send("x")))
t.show("empty", select("#", client:send("")))
client:close()
t.show("closed", select("#", client:send("x")))
