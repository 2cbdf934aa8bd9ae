-- What getoption says of a new socket
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp4()
for _, name in ipairs {
  "keepalive", "reuseaddr", "reuseport", "tcp-nodelay", "linger", "error",
  "tcp-keepidle", "tcp-keepcnt", "tcp-keepintvl",
} do
  t.show(name, s:getoption(name))
end
for _, name in ipairs { "recv-buffer-size", "send-buffer-size" } do
  t.show(name .. " > 0", s:getoption(name) > 0)
end
