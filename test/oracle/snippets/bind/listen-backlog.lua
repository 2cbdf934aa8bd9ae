-- listen takes any number as backlog
local socket = require "socket"
local t = require "prelude"
local function listen(...)
  local s = socket.tcp4()
  local function result(...)
    t.show("listen", ...)
    t.show("  class", s.class)
    s:close()
  end
  result(pcall(s.listen, s, ...))
end
listen()
listen(nil)
listen(5)
listen(0)
listen(-1)
listen(2.0)
listen("7")
listen(1000000)
listen("x")
listen({})
listen(true)
t.call("method call", function() return socket.tcp4():listen("x") end)
