-- sleep waits so many seconds and gives nothing
local socket = require "socket"
local t = require "prelude"
t.waits("0.06", 0.05, socket.sleep, 0.06)
t.waits("string", 0.05, socket.sleep, "0.06")
t.show("0", socket.sleep(0))
t.show("negative", socket.sleep(-5))
t.show("tiny", socket.sleep(0.0001))
t.call("nothing", function() socket.sleep() end)
t.call("nil", function() socket.sleep(nil) end)
t.call("word", function() socket.sleep("x") end)
t.call("table", function() socket.sleep({}) end)
