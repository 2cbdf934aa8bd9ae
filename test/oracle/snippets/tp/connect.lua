-- connect sets the timeout first, and closes what it cannot connect
local t = require "prelude"
local traced = require "traced"
local tp = require "socket.tp"
local function connect(label, timeout, results)
  local control, err = tp.connect("host", "port", timeout, traced.create({}, results))
  t.show(label, type(control), err)
end
connect("default", nil)
connect("timeout", 2.5)
connect("zero", 0)
tp.TIMEOUT = 7
connect("other default", nil)
connect("settimeout fails", 1, { settimeout = function() return nil, "settimeout failed" end })
connect("connect fails", 1, { connect = function() return nil, "connect failed", 3 end })
connect("connect gives false", 1, { connect = function() return false, "false" end })
t.show("create fails", tp.connect("host", 1, 1, function() return nil, "create failed" end))
t.show("refused", tp.connect("127.0.0.1", t.unused_port()))
