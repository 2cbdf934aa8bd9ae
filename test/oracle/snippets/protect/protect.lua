-- protect turns what try raises into nil and the message, and passes all else
local socket = require "socket"
local t = require "prelude"
local try = socket.try
local function protected(f)
  return socket.protect(f)
end
t.show("results", protected(function(...) return ... end)(1, nil, "x", nil))
t.show("no results", protected(function() end)())
t.show("try", protected(function() try(nil, "message") end)())
t.show("try false", protected(function() try(false, "message") end)())
t.show("nil message", protected(function() try() end)())
t.show("false message", protected(function() try(nil, false) end)())
t.show("table message", protected(function() try(nil, { 1, x = 2 }) end)())
t.show("number message", protected(function() try(nil, 5) end)())
t.show("arguments", protected(function(a, b) return b, a end)(1, 2))
t.show("type", type(protected(print)))
