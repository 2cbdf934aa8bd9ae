-- Text on stderr and stdout arrives on each
local socket = require "socket"
io.stderr:write("to stderr\n")
print("to stdout")
io.stderr:write("no end of line")
