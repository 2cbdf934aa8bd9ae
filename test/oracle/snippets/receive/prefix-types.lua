-- receive(pattern, prefix) wants a string or a number as prefix
local t = require "prelude"
local client, peer = t.pair()
peer:send("line\nline\nline\n")
t.call("boolean", client.receive, client, "*l", true)
t.call("table", client.receive, client, "*l", {})
t.call("function", client.receive, client, "*l", print)
t.call("socket", client.receive, client, "*l", client)
t.call("method call", function() return client:receive("*l", {}) end)
t.show("nothing was read", client:receive("*l"))
t.show("float prefix", client:receive("*l", 1.5))
t.show("extra arguments", client:receive("*l", nil, 1, 2))
