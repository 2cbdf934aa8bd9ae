-- receive("*a") on a connection that ends without data is an error, even with a prefix
local t = require "prelude"
local client, peer = t.pair()
peer:close()
t.show("nothing", client:receive("*a"))
t.show("prefix", client:receive("*a", "kept"))
