-- A finaliser may still use a socket that was finalised before it
-- only: 5.4
local socket = require "socket"
local t = require "prelude"
local owner = setmetatable({}, {
  __gc = function(self)
    t.show("getfd", self.socket:getfd())
    t.show("class", self.socket.class)
    t.show("close", self.socket:close())
  end,
})
-- Created later, so finalised earlier.
owner.socket = socket.tcp4()
owner = nil
collectgarbage()
collectgarbage()
print("end")
