-- sink gives a sink what receive gives, once
-- peer
local t = require "prelude"
local scripted = require "scripted"
local tp = require "socket.tp"
local port = scripted.server [[ connection:send("a line\r\n12345second line\r\nrest") connection:close() ]]
local control = assert(tp.connect("127.0.0.1", port))
local function sink(...)
  t.show("sink", ...)
  return 1, "from the sink"
end
t.show("default", control:sink(sink))
t.show("number", control:sink(sink, 5))
t.show("line", control:sink(sink, "*l"))
t.show("end", control:sink(sink, 10))
t.show("closed", control:sink(sink, "*a"))
control:close()
scripted.show_heard()
