-- A coroutine cannot yield across protect in Lua 5.1
-- only: 5.1
local socket = require "socket"
local t = require "prelude"
local protected = socket.protect(function(a)
  return coroutine.yield(a)
end)
local thread = coroutine.create(function(...)
  return protected(...)
end)
t.show("resume", coroutine.resume(thread, 1))
t.show("status", coroutine.status(thread))
