-- A connected client cannot listen, an unbound lazy object neither
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
t.call("client", function() return client:listen() end)
local lazy = socket.tcp()
t.show("lazy", lazy:listen())
t.show("class", lazy.class)
