-- socket.ftp has these names and defaults, and its objects these methods
local t = require "prelude"
local traced = require "traced"
local ftp = require "socket.ftp"
t.show("ftp", ftp)
local session = ftp.open("host", nil, traced.create {})
t.show("methods", getmetatable(session).__index)
t.show("fields", session)
ftp.TIMEOUT, ftp.PORT = 7, 2121
t.show("other defaults", type(ftp.open("host", nil, traced.create {})))
t.show("port", type(ftp.open("host", 2122, traced.create {})))
