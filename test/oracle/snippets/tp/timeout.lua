-- check fails with "timeout" and "closed" where the socket does
-- peer
local t = require "prelude"
local scripted = require "scripted"
local tp = require "socket.tp"
local port = scripted.server [[ say "220-begun" hear() connection:close() ]]
local control = assert(tp.connect("127.0.0.1", port, 0.1))
t.arrive(control)
t.show("check", control:check("2.."))
t.show("nothing is left", control:dirty())
control:command("go")
control:getcontrol():settimeout(5)
t.show("check", control:check("2.."))
t.show("check", control:check(function() return "called" end))
control:close()
scripted.show_heard()
