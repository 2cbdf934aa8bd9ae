-- The by-length source gives so many bytes in blocks, then nil
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
peer:send(("x"):rep(5000) .. "rest")
local source = socket.source("by-length", client, 5000)
t.show("type", type(source))
t.show("fd", source:getfd() == client:getfd())
for i = 1, 4 do
  t.show("block " .. i, source())
end
t.show("left alone", client:receive(4))
source = socket.source("by-length", client, 10)
peer:send("short")
peer:close()
t.show("ends early", source())
t.show("after", source())
t.show("nothing asked", socket.source("by-length", client, 0)())
