-- Collecting a socket closes it
local t = require "prelude"
local client, peer = t.pair()
client:send("last words\n")
client = nil
collectgarbage()
collectgarbage()
t.show("data", peer:receive())
t.show("end", peer:receive())
