-- receive("*l") joins a line longer than the 8192-byte input buffer
local t = require "prelude"
local client, peer = t.pair()
local line = ("0123456789"):rep(3000)
peer:send(line .. "\r\n" .. ("x"):rep(8192) .. "\n" .. ("y"):rep(8191) .. "\nend\n")
t.show("30000 bytes", client:receive("*l"))
t.show("8192 bytes", client:receive("*l"))
t.show("8191 bytes", client:receive("*l"))
t.show("short", client:receive("*l"))
