-- getstats counts the bytes of failed sends that the system accepted
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0)
local _, err, reached = client:send(("x"):rep(8388608), 1000)
local _, sent = client:getstats()
t.show("error", err)
t.show("sent + 999 == reached", sent + 999 == reached)
