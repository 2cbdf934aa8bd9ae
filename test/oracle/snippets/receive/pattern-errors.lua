-- receive raises for patterns it does not know, before reading
local t = require "prelude"
local client, peer = t.pair()
peer:send("still here\n")
for _, pattern in ipairs { "l", "a", "*n", "*L", "", "*", "line", "x*l", " *l", "12x" } do
  t.call("pattern '" .. pattern .. "'", client.receive, client, pattern)
end
t.call("-1", client.receive, client, -1)
t.call("-0.5", client.receive, client, -0.5)
t.call("'-3'", client.receive, client, "-3")
t.call("NaN", client.receive, client, 0 / 0)
t.call("true", client.receive, client, true)
t.call("table", client.receive, client, {})
t.call("function", client.receive, client, print)
t.call("method call", function() return client:receive("*z") end)
t.call("method call, number", function() return client:receive(-1) end)
t.call("method call, type", function() return client:receive({}) end)
t.show("untouched", client:receive())
