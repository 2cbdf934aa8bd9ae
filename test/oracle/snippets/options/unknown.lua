-- Unknown option names raise, cut to 35 characters
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp4()
for _, name in ipairs {
  "nonsense", "", "broadcast", "KEEPALIVE", "keepalive ", "error2",
  "a-name-of-exactly-thirty-five-chars", "a-name-that-is-longer-than-thirty-five-characters",
} do
  t.call("set", s.setoption, s, name, true)
  t.call("get", s.getoption, s, name)
end
t.call("set error", s.setoption, s, "error", 1)
t.call("set number", s.setoption, s, 12, true)
t.call("set nil", s.setoption, s, nil, true)
t.call("set nothing", s.setoption, s)
t.call("set table", s.setoption, s, {})
t.call("get nothing", s.getoption, s)
t.call("get boolean", s.getoption, s, true)
t.call("method call", function() return s:setoption("nonsense", 1) end)
t.call("method call, get", function() return s:getoption("nonsense") end)
