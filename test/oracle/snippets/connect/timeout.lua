-- connect without an answer ends with "timeout" after the block or total limit
local socket = require "socket"
local t = require "prelude"
-- A listener whose queue is full leaves further connects without an answer.
local _, port = t.listen("127.0.0.1", 0)
local queue = {}
repeat
  local s = socket.tcp()
  s:settimeout(0)
  s:connect("127.0.0.1", port)
  queue[#queue + 1] = s
  local _, writable = socket.select(nil, { s }, 0.2)
until #writable == 0
for _, mode in ipairs { "b", "t" } do
  local s = socket.tcp()
  s:settimeout(0.1, mode)
  t.waits("connect " .. mode, 0.09, s.connect, s, "127.0.0.1", port)
  t.show("class", s.class)
  t.show("getfd", t.fd(s))
  t.show("getpeername", s:getpeername())
  s:close()
end
