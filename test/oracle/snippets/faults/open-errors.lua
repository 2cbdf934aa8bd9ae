-- where no descriptor or no memory is left, every call that opens a socket says so
-- faults
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()

for _, name in ipairs { "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EACCES", "EPERM" } do
  for _, make in ipairs { "tcp4", "udp4" } do
    t.fault("socket." .. name)
    t.show(make .. " " .. name, socket[make]())
  end
  t.fault("socket." .. name)
  t.show("connect", socket.connect("127.0.0.1", port))
  t.fault("socket." .. name)
  t.show("bind", socket.bind("127.0.0.1", 0))
  t.fault("socket." .. name)
  local tcp = socket.tcp()
  t.show("tcp:connect", tcp:connect("127.0.0.1", port))
  t.fault()
  t.show("again", tcp:connect("127.0.0.1", port))
  tcp:close()
  assert(server:accept()):close()
end

for _, name in ipairs { "EADDRNOTAVAIL", "EADDRINUSE", "EACCES", "ENOMEM", "EINVAL" } do
  local tcp = socket.tcp4()
  t.fault("bind." .. name)
  t.show("bind " .. name, tcp:bind("127.0.0.1", 0))
  t.fault("bind." .. name)
  t.show("socket.bind", socket.bind("127.0.0.1", 0))
  t.fault("listen." .. name)
  t.show("listen", socket.bind("127.0.0.1", 0))
  t.fault()
  t.show("bind", tcp:bind("127.0.0.1", 0))
  tcp:close()
end

local tcp = socket.tcp4()
for _, name in ipairs { "ENOPROTOOPT", "EINVAL", "ENOMEM", "EPERM" } do
  t.fault("setsockopt." .. name, "getsockopt." .. name)
  t.show("setoption " .. name, tcp:setoption("keepalive", true))
  t.show("getoption", tcp:getoption("keepalive"))
end
