-- Who may call what
local unix = require "socket.unix"
local t = require "prelude"
local path = os.tmpname()
os.remove(path)
local server, client, master = unix.stream(), unix.stream(), unix.stream()
server:bind(path)
server:listen()
client:connect(path)
local function try(s, name, ...)
  local arguments = { ... }
  t.call(s.class .. " " .. name, function() return s[name](s, t.unpack(arguments)) end)
end
for _, name in ipairs { "send", "receive", "getstats", "setstats", "shutdown" } do
  try(server, name)
  try(master, name)
end
for _, name in ipairs { "bind", "connect", "listen", "setpeername", "setsockname" } do
  try(server, name, path)
  try(client, name, path)
end
try(client, "accept")
try(master, "accept")
os.remove(path)
