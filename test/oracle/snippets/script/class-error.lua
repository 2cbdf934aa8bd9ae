-- A method of another class that nobody catches
-- fails
local socket = require "socket"
local function serve(s)
  return (s:accept())
end
serve(socket.tcp())
