-- skip drops the first so many arguments
local socket = require "socket"
local t = require "prelude"
t.show("1", socket.skip(1, "a", "b", "c"))
t.show("0", socket.skip(0, "a", "b"))
t.show("nils", socket.skip(1, nil, nil, 3, nil))
t.show("all", socket.skip(2, "a", "b"))
t.show("more than there are", socket.skip(10, "a"))
t.show("nothing to skip", socket.skip(1))
t.show("string", socket.skip("1", "a", "b"))
t.show("-1", socket.skip(-1, "a", "b"))
t.call("nothing", function() return (socket.skip()) end)
t.call("word", function() return (socket.skip("x", 1)) end)
t.call("table", function() return (socket.skip({}, 1)) end)
t.show("float", socket.skip(1.0, "a", "b"))
t.call("fraction", function() return (socket.skip(1.5, "a", "b")) end)
