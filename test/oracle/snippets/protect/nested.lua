-- protect within protect, and exceptions that were caught and raised again
local socket = require "socket"
local t = require "prelude"
local try = socket.try
local inner = socket.protect(function() try(nil, "deep") end)
t.show("inner result", socket.protect(function() return inner() end)())
t.show("tried again", socket.protect(function() try(inner()) end)())
t.show("raised again", socket.protect(function()
  local _, e = pcall(try, nil, "caught")
  error(e, 0)
end)())
t.show("through pcall", pcall(socket.protect(function() return pcall(try, nil, "x") end)))
t.show("finalizers", socket.protect(function()
  local outer = socket.newtry(function() print("outer finalizer") end)
  outer(socket.protect(function()
    socket.newtry(function() print("inner finalizer") end)(nil, "chain")
  end)())
end)())
