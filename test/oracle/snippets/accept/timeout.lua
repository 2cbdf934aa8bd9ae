-- accept without a client ends with "timeout"
local t = require "prelude"
local server = t.listen()
server:settimeout(0)
t.show("0", server:accept())
server:settimeout(0.06)
t.waits("block", 0.05, server.accept, server)
server:settimeout(-1)
server:settimeout(0.06, "t")
t.waits("total", 0.05, server.accept, server)
t.show("class", server.class)
