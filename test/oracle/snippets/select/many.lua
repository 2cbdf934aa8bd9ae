-- select among 200 connections finds the few that are ready
local socket = require "socket"
local t = require "prelude"
local server, port = t.listen("127.0.0.1", 300)
local clients, peers = {}, {}
for i = 1, 200 do
  clients[i] = assert(socket.connect("127.0.0.1", port))
  peers[i] = assert(server:accept())
  t.name(peers[i], "peer " .. i)
end
t.show("none", socket.select(peers, nil, 0))
for _, i in ipairs { 3, 77, 200 } do
  clients[i]:send("x")
  t.arrive(peers[i])
end
local readable = socket.select(peers, nil, 5)
local found = {}
for i, s in ipairs(peers) do
  if readable[s] then
    found[#found + 1] = i
  end
end
print("ready", #readable, table.concat(found, " "))
local _, writable = socket.select(nil, peers, 5)
print("writable", #writable)
