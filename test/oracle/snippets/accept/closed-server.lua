-- accept on a closed server is "closed"
local t = require "prelude"
local server = t.listen()
server:close()
t.show("accept", server:accept())
server:settimeout(0)
t.show("accept", server:accept())
t.show("class", server.class)
