-- A port above 65535 is no service
local socket = require "socket"
local t = require "prelude"
local function connect(port)
  local _, err = socket.tcp():connect("127.0.0.1", port)
  return err
end
-- 65537 modulo 65536 is 1, where nobody listens
t.show("string", connect("65537"))
t.show("number", connect(65537))
t.show("bind", (select(2, socket.tcp():bind("127.0.0.1", "65536"))))
