-- Errors of sockets inside coroutines
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
local thread = coroutine.create(function() client:receive("*z") end)
t.show("resume", coroutine.resume(thread))
t.show("status", coroutine.status(thread))
t.call("wrap", coroutine.wrap(function() socket.try(nil, "from a coroutine") end))
t.show("protect around", socket.protect(function()
  return coroutine.wrap(function() socket.try(nil, "from a coroutine") end)()
end)())
