-- A unix-domain server whose queue is full
local unix = require "socket.unix"
local t = require "prelude"
local path = os.tmpname()
os.remove(path)
local server = unix.stream()
server:bind(path)
server:listen(0)
local first, second = unix.stream(), unix.stream()
first:connect(path)
second:settimeout(0.05)
t.show("second", (select(2, second:connect(path))))
os.remove(path)
