-- With reuseport two servers share a port
local socket = require "socket"
local t = require "prelude"
local function server(port)
  local s = socket.tcp4()
  s:setoption("reuseport", true)
  local ok, err = s:bind("127.0.0.1", port)
  return s, ok, err
end
local first, ok = server(0)
local _, port = first:getsockname()
t.show("first", ok, first:listen())
local second, second_ok, err = server(port)
t.show("second", second_ok, err)
t.show("listen", second:listen())
t.show("without", socket.tcp4():bind("127.0.0.1", port))
