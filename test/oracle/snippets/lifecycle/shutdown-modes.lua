-- shutdown raises for other modes
local t = require "prelude"
local client, peer = t.pair()
t.call("'x'", client.shutdown, client, "x")
t.call("''", client.shutdown, client, "")
t.call("0", client.shutdown, client, 0)
t.call("table", client.shutdown, client, {})
t.call("true", client.shutdown, client, true)
t.call("'Both'", client.shutdown, client, "Both")
t.call("method call", function() return client:shutdown("x") end)
