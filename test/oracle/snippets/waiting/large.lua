-- Four MiB in one receive(n), and four until the end
-- peer
local t = require "prelude"
local remote, client = t.peer()
local block = ("0123456789abcde\n"):rep(4096)
remote [[
  local block = ("0123456789abcde\n"):rep(4096)
  for i = 1, 128 do data:send(block) end
  data:close()
]]
t.show("number", client:receive(64 * #block) == block:rep(64))
t.show("all", client:receive("*a") == block:rep(64))
t.show("received", (client:getstats()))
