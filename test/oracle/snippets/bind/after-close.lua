-- bind on a closed master makes a new descriptor
local socket = require "socket"
local t = require "prelude"
for _, create in ipairs { "tcp", "tcp4" } do
  local s = socket[create]()
  s:bind("127.0.0.1", 0)
  s:close()
  t.show(create .. " getfd", s:getfd())
  t.show(create .. " listen", s:listen())
  t.show(create .. " bind", s:bind("127.0.0.1", 0))
  t.show(create .. " getfd", t.fd(s))
  t.show(create .. " listen", s:listen())
end
