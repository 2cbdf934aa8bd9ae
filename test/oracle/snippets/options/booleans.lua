-- Boolean options are set and read back on every class
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
for _, s in ipairs { socket.tcp4(), (t.listen()), client } do
  print(s.class)
  for _, name in ipairs { "keepalive", "reuseaddr", "reuseport", "tcp-nodelay" } do
    t.show("  set " .. name, s:setoption(name, true))
    t.show("  get " .. name, s:getoption(name))
    t.show("  unset " .. name, s:setoption(name, false))
    t.show("  get " .. name, s:getoption(name))
  end
end
