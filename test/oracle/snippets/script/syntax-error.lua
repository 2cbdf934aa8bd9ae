-- A script with a syntax error does not start
-- fails
local socket = require "socket"
print("never")
local = 5
