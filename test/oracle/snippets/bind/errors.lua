-- bind to what is no address of ours
local socket = require "socket"
local t = require "prelude"
local function bind(...)
  local s = socket.tcp()
  t.show(table.concat({ ... }, ", "), s:bind(...))
  t.show("  getfd", t.fd(s))
  t.show("  class", s.class)
end
bind("", 0)
bind("1.2.3.4.5", 0)
bind("203.0.113.77", 0)
bind("127.0.0.1", "nosuchservice")
bind("127.0.0.1", "-1")
bind("127.0.0.1", "0x10")
bind("127.0.0.1", "12x")
bind("[::1]", 0)
