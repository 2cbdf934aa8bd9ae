-- Reading without blocking, with select between, gets all that drips in
-- peer
local socket = require "socket"
local t = require "prelude"
local remote, client = t.peer()
client:settimeout(0)
remote [[
  for i = 1, 10 do data:send("li") socket.sleep(0.01) data:send("ne " .. i .. "\n") end
  data:close()
]]
local partial
repeat
  socket.select({ client }, nil, 5)
  local line, err, rest = client:receive("*l", partial)
  partial = rest
  if line then
    t.show("line", line)
  end
until err == "closed"
t.show("end", partial)
