-- an accept that fails takes nothing from the queue: the next one gives the connection
-- faults
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen()

for _, name in ipairs {
  "ECONNABORTED", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EPROTO", "EPERM", "ENETDOWN", "EHOSTUNREACH", "EINVAL",
} do
  local client = assert(socket.connect("127.0.0.1", port))
  t.fault("accept." .. name)
  local accepted, reason = server:accept()
  t.show(name, accepted and "accepted", reason)
  t.fault()
  accepted = accepted or assert(server:accept())
  client:send(name .. "\n")
  t.show("  afterwards", accepted:receive())
  accepted:close()
  client:close()
end

server:settimeout(0.05)
t.fault("accept.ECONNABORTED.3")
t.waits("nobody but those that are gone", 0.048, server.accept, server)
server:settimeout(0)
t.fault("accept.ECONNABORTED")
t.show("without a wait", server:accept())
