-- What a connect in progress answers
local socket = require "socket"
local t = require "prelude"
-- A listener whose queue is full leaves further connects without an answer.
local _, port = t.listen("127.0.0.1", 0)
local s
local queue = {}
repeat
  s = socket.tcp()
  s:settimeout(0)
  s:connect("127.0.0.1", port)
  queue[#queue + 1] = s
  local _, writable = socket.select(nil, { s }, 0.2)
until #writable == 0
t.show("class", s.class)
t.show("connect", s:connect("127.0.0.1", port))
t.show("send", s:send("xyz"))
t.show("send from 2", s:send("xyz", 2))
t.show("receive", s:receive())
t.show("receive prefix", s:receive(5, "pre"))
t.show("getpeername", s:getpeername())
t.show("getsockname", (s:getsockname()))
t.show("error", s:getoption("error"))
t.show("select", socket.select({ s }, { s }, 0))
t.show("close", s:close())
t.show("getfd", s:getfd())
