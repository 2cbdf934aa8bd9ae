-- Sources read socket.BLOCKSIZE at each call
local socket = require "socket"
local t = require "prelude"
t.show("BLOCKSIZE", socket.BLOCKSIZE)
local client, peer = t.pair()
peer:send(("0123456789"):rep(3))
local source = socket.source("by-length", client, 30)
socket.BLOCKSIZE = 7
t.show("7", source())
socket.BLOCKSIZE = 20
t.show("20", source())
t.show("rest", source())
t.show("end", source())
