-- socket.smtp has these names and defaults, and its objects these methods
local t = require "prelude"
local traced = require "traced"
local smtp = require "socket.smtp"
t.show("smtp", smtp)
local session = smtp.open("host", 1, traced.create {})
t.show("methods", getmetatable(session).__index)
t.show("fields", session)
