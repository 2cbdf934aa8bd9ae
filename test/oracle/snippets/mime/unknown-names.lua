-- An unknown filter is an error where it is asked for
local mime = require "mime"
local t = require "prelude"

local function ask(f, ...)
  local filter = f(...)
  return filter
end
t.call("encode", ask, mime.encode, "rot13")
t.call("decode", ask, mime.decode, "rot13")
t.call("wrap", ask, mime.wrap, "rot13")
t.call("no default", ask, mime.encode)
t.call("nil", ask, mime.decode, nil)
t.call("number", ask, mime.encode, 7)
