-- Elements without getfd, after a hole or under other keys are ignored
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
t.name(client, "client")
peer:send("x")
t.arrive(client)
t.show("plain table", socket.select({ {}, client }, nil, 5))
t.show("strings", socket.select({ "x", client, "" }, nil, 5))
t.show("after a hole", socket.select({ nil, client }, nil, 0))
t.show("other keys", socket.select({ key = client, [0] = client, [1.5] = client }, nil, 0))
t.show("closed", socket.select({ socket.tcp(), client }, nil, 5))
local proxy = setmetatable({}, { __index = function(_, i) return i == 1 and client or nil end })
t.show("__index", socket.select(proxy, nil, 5))
