-- select waits for its timeout when nothing happens, even with nothing to watch
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
t.waits("silent", 0.05, socket.select, { client }, nil, 0.06)
t.waits("empty lists", 0.05, socket.select, {}, {}, 0.06)
t.waits("no lists", 0.05, socket.select, nil, nil, 0.06)
t.waits("only closed", 0.05, socket.select, { socket.tcp() }, nil, 0.06)
t.show("0", socket.select({ client }, nil, 0))
t.show("string", socket.select({ client }, nil, "0.01"))
t.show("negative, but writable", #(select(2, socket.select(nil, { client }, -1))))
t.show("nil, but writable", #(select(2, socket.select(nil, { client }))))
