-- The finalizer runs once when try raises, without arguments
local socket = require "socket"
local t = require "prelude"
local calls = 0
local try = socket.newtry(function(...)
  calls = calls + 1
  t.show("finalizer arguments", ...)
  return "ignored"
end)
t.show("success", try(1))
t.show("calls", calls)
t.call("failure", try, nil, "m")
t.show("calls", calls)
t.call("finalizer raises", socket.newtry(function() error("from the finalizer", 0) end), nil, "m")
t.call("finalizer raises a table", socket.newtry(function() error({ "t" }) end), nil, "m")
t.call("finalizer tries", socket.newtry(function() try(nil, "inner") end), nil, "outer")
t.show("callable table", pcall(socket.newtry(setmetatable({}, { __call = function() print("called") end })), nil, "m"))
