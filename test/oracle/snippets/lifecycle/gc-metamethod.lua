-- __gc may be called by hand, and closes
local t = require "prelude"
local client, peer = t.pair()
local mt = getmetatable(client)
t.call("__gc", mt.__gc, client)
t.show("getfd", client:getfd())
t.show("peer", peer:receive())
