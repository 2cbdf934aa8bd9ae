-- The names of the module and their types
local socket = require "socket"
local t = require "prelude"
for _, name in ipairs {
  "connect", "tcp", "tcp4", "tcp6", "select", "gettime", "sleep", "skip", "newtry", "protect",
  "bind", "connect4", "connect6", "try", "choose", "sink", "source", "sinkt", "sourcet",
  "BLOCKSIZE", "_VERSION", "_SETSIZE", "_SOCKETINVALID", "_DATAGRAMSIZE", "_DEBUG",
} do
  print(name, type(socket[name]))
end
t.show("BLOCKSIZE", socket.BLOCKSIZE)
t.show("_SOCKETINVALID", socket._SOCKETINVALID)
t.show("_DATAGRAMSIZE", socket._DATAGRAMSIZE)
t.show("sinkt", type(socket.sinkt["close-when-done"]), type(socket.sinkt["keep-open"]))
t.show("sourcet", type(socket.sourcet["by-length"]), type(socket.sourcet["until-closed"]))
t.show("defaults", socket.sinkt.default == socket.sinkt["keep-open"], socket.sourcet.default == socket.sourcet["until-closed"])
