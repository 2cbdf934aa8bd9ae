-- connect and socket.connect want host and port as strings or numbers
local socket = require "socket"
local t = require "prelude"
local s = socket.tcp()
t.call("nothing", s.connect, s)
t.call("host only", s.connect, s, "127.0.0.1")
t.call("nil port", s.connect, s, "127.0.0.1", nil)
t.call("table host", s.connect, s, {}, 80)
t.call("boolean port", s.connect, s, "127.0.0.1", true)
t.call("method call", function() return s:connect("127.0.0.1") end)
t.show("class", s.class)
t.call("socket.connect()", function() return socket.connect() end)
t.call("socket.connect(host)", function() return socket.connect("127.0.0.1") end)
t.call("socket.connect(table)", function() return socket.connect({}, 1) end)
t.call("locaddr", function() return socket.connect("127.0.0.1", 1, {}) end)
t.call("locport", function() return socket.connect("127.0.0.1", 1, "127.0.0.1", {}) end)
t.call("family", function() return socket.connect("127.0.0.1", 1, nil, nil, "inet4") end)
t.call("family type", function() return socket.connect("127.0.0.1", 1, nil, nil, {}) end)
t.call("family ''", function() return socket.connect("127.0.0.1", 1, nil, nil, "") end)
