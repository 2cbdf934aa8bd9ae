-- Two coroutines take turns on both ends of one connection
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0)
peer:settimeout(0)
local function reader(s, name)
  return coroutine.wrap(function()
    local partial
    while true do
      local line, err, rest = s:receive("*l", partial)
      partial = rest
      if line then
        t.show(name, line)
      elseif err == "closed" then
        t.show(name, nil, err, rest)
        return true
      else
        coroutine.yield(false)
      end
    end
  end)
end
local read = reader(peer, "peer")
for _, piece in ipairs { "hel", "lo\nwor", "ld\n", "unfinished" } do
  client:send(piece)
  t.arrive(peer)
  read()
end
client:close()
t.arrive(peer)
t.show("ended", read())
