-- Options of lazy and closed objects fail, whatever the option
local socket = require "socket"
local t = require "prelude"
local closed = socket.tcp4()
closed:close()
local function options(label, s)
  for _, name in ipairs { "keepalive", "reuseaddr", "tcp-nodelay", "linger", "error", "recv-buffer-size" } do
    t.show(label .. " get " .. name, s:getoption(name))
  end
  t.show(label .. " set keepalive", s:setoption("keepalive", true))
  t.show(label .. " set linger", s:setoption("linger", { on = true, timeout = 1 }))
  t.show(label .. " set size", s:setoption("send-buffer-size", 1000))
  t.call(label .. " types are checked first", s.setoption, s, "keepalive", 1)
end
options("lazy", socket.tcp())
options("closed", closed)
