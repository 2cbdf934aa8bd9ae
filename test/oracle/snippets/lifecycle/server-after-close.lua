-- What a closed server answers
local t = require "prelude"
local server = t.listen()
server:close()
t.show("class", server.class)
t.show("getfd", server:getfd())
t.show("accept", server:accept())
t.show("getsockname", server:getsockname())
t.show("settimeout", server:settimeout(1))
t.show("gettimeout", server:gettimeout())
t.show("dirty", server:dirty())
t.call("listen", function() return server:listen() end)
