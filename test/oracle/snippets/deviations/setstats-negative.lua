-- setstats takes negative counts as 0
local t = require "prelude"
local client, peer = t.pair()
t.show("setstats", client:setstats(-5, -1))
t.show("getstats", (client:getstats()), (select(2, client:getstats())))
