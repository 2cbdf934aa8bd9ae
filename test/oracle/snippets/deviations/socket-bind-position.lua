-- socket.bind checks its own arguments, at the line that calls it
local socket = require "socket"
local t = require "prelude"
t.call("no port", function() return (socket.bind("127.0.0.1")) end)
t.call("no host", function() return (socket.bind(nil, 0)) end)
t.call("bad backlog", function() return (socket.bind("127.0.0.1", 0, {})) end)
