-- a resolver that fails, or takes its time
-- faults
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen("localhost")

for _, name in ipairs {
  "EAI_AGAIN", "EAI_FAIL", "EAI_MEMORY", "EAI_NONAME", "EAI_FAMILY", "EAI_SERVICE", "EAI_OVERFLOW", "EAI_NODATA", "EMFILE",
  "ENOMEM", "ECONNREFUSED", "ETIMEDOUT",
} do
  t.fault("getaddrinfo." .. name)
  t.show(name, socket.connect("localhost", port))
  t.fault("getaddrinfo." .. name)
  t.show("  bind", socket.bind("localhost", 0))
  t.fault("getaddrinfo." .. name)
  t.show("  getaddrinfo", socket.dns.getaddrinfo("localhost"))
  t.fault("getaddrinfo." .. name)
  t.show("  tcp", socket.tcp():connect("localhost", port))
end
for _, name in ipairs { "TRY_AGAIN", "NO_RECOVERY", "NO_DATA", "HOST_NOT_FOUND" } do
  t.fault("gethostbyname." .. name)
  t.show(name, socket.dns.toip("localhost"))
  t.fault("gethostbyname." .. name)
  t.show("  tohostname", socket.dns.tohostname("localhost"))
end

-- A name that a signal interrupts, and one that comes late.
t.fault("getaddrinfo.late60", "gethostbyname.late60")
local client
t.waits("late", 0.058, function() client = socket.connect("localhost", port) return client and 1 end)
t.waits("late toip", 0.058, function() return (socket.dns.toip("localhost")) end)
t.show("connected", client:send("x"))
