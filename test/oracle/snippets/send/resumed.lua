-- send(data, last + 1) goes on where a timeout stopped it
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
local data = t.pattern_data(3000000)
client:settimeout(0)
peer:settimeout(0)
local at, pieces, timeouts, received = 0, {}, 0, 0
while received < #data do
  if at < #data then
    local last, err, reached = client:send(data, at + 1)
    at = last or reached
    if err then
      timeouts = timeouts + 1
      assert(err == "timeout")
    end
  end
  socket.select({ peer }, nil, 5)
  local chunk, _, partial = peer:receive(65536)
  chunk = chunk or partial
  received = received + #chunk
  pieces[#pieces + 1] = chunk
end
print("equal", table.concat(pieces) == data)
t.show("at", at)
t.show("sent", (select(2, client:getstats())))
