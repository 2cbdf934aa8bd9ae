-- a receive that fails gives what has come before, and what comes later is not lost
-- faults
local t = require "prelude"

for _, name in ipairs {
  "ECONNRESET", "ECONNABORTED", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOBUFS", "ENOMEM", "EIO", "EPIPE", "ENOTCONN",
  "ECONNREFUSED",
} do
  local client, peer = t.pair()
  peer:send("abcdefgh\nij")
  t.fault("recv." .. name)
  t.show(name, client:receive())
  for _, pattern in ipairs { "*l", 6, "*a" } do
    t.fault("recv.bytes2", "recv." .. name)
    t.show("  " .. pattern, client:receive(pattern))
  end
  t.fault()
  t.show("  the rest", client:receive())
  peer:close()
  t.show("  the end", client:receive("*a"))
  client:close()
end
