-- A script that fails shows message and traceback, and exits with 1
-- fails
local socket = require "socket"
print("before")
local function fail()
  error("this script fails")
end
fail()
