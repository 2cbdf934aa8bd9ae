-- A simple source that has failed fails again
local ltn12 = require "ltn12"
local t = require "prelude"

local source = ltn12.source.simplify(ltn12.source.error("failed"))
t.show("first", source())
t.show("second", pcall(source) and "no error")
