-- gettime gives the seconds since the epoch, with a fraction
local socket = require "socket"
local t = require "prelude"
local now = socket.gettime()
t.show("values", select("#", socket.gettime()))
t.show("near os.time", math.abs(now - os.time()) < 5)
t.show("type", type(now), math.type and math.type(now))
local fraction = false
for _ = 1, 10 do
  fraction = fraction or socket.gettime() % 1 ~= 0
end
t.show("fraction", fraction)
t.show("goes on", socket.gettime() >= now)
