-- The idiom: a connection that is closed when a step fails
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
peer:send("250 ok\n")
peer:close()
local dialogue = socket.protect(function()
  local try = socket.newtry(function() client:close() end)
  t.show("first", try(client:receive()))
  t.show("second", try(client:receive()))
  return "not reached"
end)
t.show("dialogue", dialogue())
t.show("closed", client:getfd())
t.show("connect", socket.protect(function()
  return socket.try(socket.connect("127.0.0.1", t.unused_port()))
end)())
