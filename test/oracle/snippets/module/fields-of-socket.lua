-- Most modules above socket are fields of it once they are required
local socket = require "socket"
local t = require "prelude"

local function field(module)
  return rawget(socket, module:match("[^.]*$"))
end
for _, module in ipairs {
  "socket.url", "socket.headers", "socket.tp", "socket.ftp", "socket.smtp", "socket.http", "socket.unix", "mime", "ltn12",
} do
  local value = require(module)
  t.show(module, field(module) == value, field(module) == nil, rawget(_G, module) == nil or type(rawget(_G, module)))
end
