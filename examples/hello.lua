-- Both ends of a connection in one thread: each receive follows the send that it needs, so there is no deadlock.
--
--   luasocket examples/hello.lua

local socket = require "socket"

local server = assert(socket.bind("127.0.0.1", 0))
local _, port = server:getsockname()

local client = assert(socket.connect("127.0.0.1", port))
local peer = assert(server:accept())

client:send("Hello\nHow are")
print("a line:  ", (peer:receive("*l")))

peer:settimeout(0.1)
local line, err, partial = peer:receive("*l")
print("too soon:", line, err, partial)

client:send(" you?\n")
print("the rest:", (peer:receive("*l", partial)))

client:close()
print("the end: ", peer:receive("*l"))
