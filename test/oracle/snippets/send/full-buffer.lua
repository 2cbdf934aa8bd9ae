-- send with timeout 0 says how far it got, and "timeout" at once when nothing fits
local socket = require "socket"
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0)
local data = ("x"):rep(8388608)
local last, err, reached = client:send(data)
t.show("result", last, err)
print("something sent", reached > 0, "not all", reached < #data)

-- The kernel moves what it has taken from one end's buffer to the other's by itself, and has room again for some more.
-- So all is done again until there was none: sends until nothing is taken, then calls.
local function when_full(limit, succeeds, f, ...)
  for _ = 1, 1000 do
    client:settimeout(0)
    repeat
      local _, _, sent = client:send(data)
    until sent == 0
    client:settimeout(limit)
    local start = socket.gettime()
    local a, b, c = f(...)
    if not succeeds(a) then
      return socket.gettime() - start, a, b, c
    end
  end
  error("the kernel always takes more")
end
local function is_sent(last)
  return last ~= nil
end
local function show(label, elapsed, ...)
  t.show(label, ...)
  return elapsed
end
show("one byte", when_full(0, is_sent, client.send, client, "y"))
show("one byte, from 3", when_full(0, is_sent, client.send, client, "abc", 3))
t.show("nothing", client:send(""))
local elapsed = show("with a timeout", when_full(0.05, is_sent, client.send, client, "y"))
print("waited", elapsed >= 0.04)
local function writable()
  return #(select(2, socket.select(nil, { client }, 0)))
end
show("writable", when_full(0, function(count) return count > 0 end, writable))
