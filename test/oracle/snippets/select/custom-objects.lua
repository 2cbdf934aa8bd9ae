-- Tables with getfd, and perhaps dirty, take part
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
local asked = {}
local function object(name, fd, dirty)
  return t.name({
    getfd = function(self)
      asked[name] = (asked[name] or 0) + 1
      assert(self.getfd, "getfd is called as a method")
      return fd
    end,
    dirty = dirty ~= nil and function() return dirty end or nil,
  }, name)
end
peer:send("x")
t.arrive(client)
t.show("plain", socket.select({ object("plain", client:getfd()) }, nil, 5))
t.show("silent", socket.select({ object("silent", peer:getfd()) }, nil, 0))
t.show("dirty", socket.select({ object("dirty", peer:getfd(), true) }, nil, 5))
t.show("clean", socket.select({ object("clean", peer:getfd(), false) }, nil, 0))
t.show("writable", socket.select(nil, { object("writer", peer:getfd()) }, 5))
t.show("string fd", socket.select({ object("text", tostring(client:getfd())) }, nil, 5))
t.show("negative", socket.select({ object("negative", -1, true) }, nil, 0))
t.show("nil", socket.select({ object("nil", nil, true) }, nil, 0))
t.show("word", socket.select({ object("word", "x", true) }, nil, 0))
for _, name in ipairs { "plain", "silent", "dirty", "writer", "negative", "word" } do
  print("asked", name, asked[name] > 0)
end
