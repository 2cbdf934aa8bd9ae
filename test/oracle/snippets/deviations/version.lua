-- _VERSION is the version whose behaviour this is
local socket = require "socket"
print(socket._VERSION)
