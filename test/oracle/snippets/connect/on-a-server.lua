-- connect on a server asks the system, and makes a client of the object whatever comes
local t = require "prelude"
local server, port = t.listen()
t.show("class", server.class)
t.show("connect", server:connect("127.0.0.1", port))
t.show("class", server.class)
t.call("accept", function() return server:accept() end)
