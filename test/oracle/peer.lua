-- The other end for snippets that wait: runs, in a process of its own under C LuaSocket, the Lua code
-- that a snippet sends. Prints its port, takes two connections from the snippet: one that brings the code,
-- one line per chunk, and one, here called data, to talk over.
local socket = require "socket"
local server = assert(socket.bind("127.0.0.1", 0))
print((select(2, server:getsockname())))
io.stdout:flush()
local control = assert(server:accept())
data = assert(server:accept())
_G.socket = socket
for line in function() return control:receive() end do
  assert((loadstring or load)(line))()
end
