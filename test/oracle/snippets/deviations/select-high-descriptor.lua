-- select has no limit of 1024
local socket = require "socket"
local t = require "prelude"
t.call("descriptor 1024", function()
  return socket.select({ { getfd = function() return 1024 end } }, nil, 0)
end)
