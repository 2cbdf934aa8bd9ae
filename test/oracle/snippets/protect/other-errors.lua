-- protect lets every other error through unchanged
local socket = require "socket"
local t = require "prelude"
local function protected(f)
  return socket.protect(f)
end
t.call("string", protected(function() error("text", 0) end))
t.call("position", protected(function() error("text") end))
t.call("assert", protected(function() assert(nil, "failed") end))
t.call("runtime", protected(function() local x = nil; return x.y end))
t.call("table", protected(function() error({ "looks like one" }) end))
t.call("nil", protected(function() error(nil) end))
t.call("number", protected(function() error(5) end))
t.call("not callable", protected(5))
t.call("nil function", protected(nil))
