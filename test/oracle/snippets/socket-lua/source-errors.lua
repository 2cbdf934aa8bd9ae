-- A source gives nil and the error, and loses the partial
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0)
peer:send("partial")
t.arrive(client)
t.show("until-closed", socket.source("until-closed", client)())
t.show("by-length", socket.source("by-length", client, 100)())
t.call("unknown", function() return (socket.source("nonsense", client)) end)
