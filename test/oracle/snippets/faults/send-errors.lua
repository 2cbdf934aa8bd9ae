-- a send that fails tells how far it got
-- faults
local t = require "prelude"

for _, name in ipairs {
  "EPIPE", "ECONNRESET", "ECONNABORTED", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOBUFS", "ENOMEM", "EACCES",
  "EPERM", "EIO", "EADDRNOTAVAIL",
} do
  local client, peer = t.pair()
  t.fault("send." .. name)
  t.show(name, client:send("all or nothing"))
  t.fault("send.bytes4.2", "send." .. name .. ".1.0")
  t.show("  after 8 bytes", client:send("0123456789"))
  t.fault("send.bytes4", "send." .. name)
  t.show("  from 3 on", client:send("0123456789", 3))
  t.fault()
  t.show("  the next", client:send("next\n"))
  t.show("  arrived", peer:receive())
  t.show("  stats", (select(2, client:getstats())))
  client:close()
  peer:close()
end
