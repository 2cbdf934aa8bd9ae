-- try passes its arguments on, or raises a table with the message
local socket = require "socket"
local t = require "prelude"
local try = socket.newtry()
t.show("passes", try(1, nil, "x", nil))
t.show("truthy", try("", false))
t.call("raises", try, nil, "message")
t.call("false", try, false, "message")
t.call("nothing", try)
t.call("no message", try, nil)
t.call("more", try, nil, "first", "second")
t.call("table message", try, nil, { 5 })
local ok, err = pcall(try, nil, "message")
t.show("exception", ok, type(err), err[1], err[2])
t.show("metatable", getmetatable(err))
t.call("setmetatable", setmetatable, err, {})
t.show("socket.try", socket.try(1, 2))
t.call("socket.try raises", socket.try, nil, "m")
