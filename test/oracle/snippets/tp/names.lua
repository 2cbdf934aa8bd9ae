-- socket.tp has these names and defaults, and its objects these methods
local t = require "prelude"
local traced = require "traced"
local tp = require "socket.tp"
t.show("tp", tp)
local control = assert(tp.connect("host", 1, nil, traced.create {}))
local methods = getmetatable(control).__index
t.show("methods", methods)
t.show("fields", control)
t.show("in package.loaded", package.loaded["socket.tp"] == tp)
