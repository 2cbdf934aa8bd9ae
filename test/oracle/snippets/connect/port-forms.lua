-- Which port numbers and service names connect takes
local socket = require "socket"
local t = require "prelude"
local function connect(port)
  local s = socket.tcp()
  local ok, err = s:connect("127.0.0.1", port)
  s:close()
  return ok, err
end
local _, port = t.listen()
t.show("number", connect(port))
t.show("string", connect(tostring(port)))
t.show("plus", connect("+" .. port))
t.show("leading zero", connect("0" .. port))
t.show("leading blank", connect(" " .. port))
t.show("trailing blank", connect(port .. " "))
t.show("trailing letter", connect(port .. "x"))
t.show("negative", connect("-" .. port))
t.show("hex", connect("0x50"))
t.show("fraction", connect("1.5"))
t.show("number with fraction", connect(1.5))
t.show("0", connect(0))
t.show("''", connect(""))
t.show("unknown service", connect("nosuchservice"))
t.show("service", connect("tcpmux"))
