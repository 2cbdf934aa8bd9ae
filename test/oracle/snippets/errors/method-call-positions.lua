-- Raised errors carry the position of the calling line
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
local master = socket.tcp()
t.call("self", function() master:send("x") end)
t.call("field", function() socket.tcp().receive(client, "*z") end)
t.call("argument", function() client:send({}) end)
t.call("no such method", function() client:nonsense() end)
t.call("udp method", function() client:sendto("x") end)
local function inner()
  client:receive(-1)
end
t.call("level", inner)
t.call("assert", function() assert(socket.connect("127.0.0.1", t.unused_port())) end)
