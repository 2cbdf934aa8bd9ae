-- A coroutine may yield across protect
-- only: 5.4
local socket = require "socket"
local t = require "prelude"
local run = coroutine.wrap(socket.protect(function(a)
  local b = coroutine.yield(a + 1)
  local c = coroutine.yield(b + 1)
  socket.try(nil, "end " .. c)
end))
t.show("start", run(1))
t.show("resume", run(10))
t.show("fail", run("x"))
