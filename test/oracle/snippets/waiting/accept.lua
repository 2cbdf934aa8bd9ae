-- accept waits for a client
-- peer
local t = require "prelude"
local remote = t.peer()
local server, port = t.listen()
server:settimeout()
remote(([[
  socket.sleep(0.1)
  local c = socket.connect("127.0.0.1", %d)
  c:send("hello\n")
  c:close()
]]):format(port))
local client = server:accept()
t.show("class", client.class)
t.show("line", client:receive())
t.show("end", client:receive())
