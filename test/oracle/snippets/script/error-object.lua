-- An error object with __tostring shows as its text
-- fails
local socket = require "socket"
error(setmetatable({}, { __tostring = function() return "text of the object" end }))
