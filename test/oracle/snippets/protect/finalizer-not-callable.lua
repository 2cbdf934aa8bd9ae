-- newtry takes anything; a finalizer that cannot be called shows when it is needed
local socket = require "socket"
local t = require "prelude"
for _, finalizer in ipairs { 5, "x", {} } do
  local try = socket.newtry(finalizer)
  t.show("success", try("fine"))
  t.call("failure", try, nil, "m")
end
local try = socket.newtry(false)
t.show("false, success", try("fine"))
t.call("false, failure", try, nil, "m")
