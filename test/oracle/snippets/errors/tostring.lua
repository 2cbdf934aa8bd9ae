-- tostring gives class and address, also after close
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
local server = t.listen()
local master = socket.tcp()
for _, s in ipairs { master, server, client, peer, socket.tcp4() } do
  print((tostring(s):gsub("0x%x+", "ADDRESS")))
end
t.show("stable", tostring(client) == tostring(client))
t.show("distinct", tostring(client) ~= tostring(peer))
t.show("hex", tostring(client):match("^tcp{client}: 0x%x+$") ~= nil)
client:close()
print((tostring(client):gsub("0x%x+", "ADDRESS")))
local mt = getmetatable(client)
t.call("nothing", mt.__tostring)
t.call("table", mt.__tostring, {})
t.call("file", mt.__tostring, io.stdout)
