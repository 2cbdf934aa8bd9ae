-- What try raises is a table, and ends a script as one
-- fails
local socket = require "socket"
print("before")
socket.try(nil, "nobody protects")
