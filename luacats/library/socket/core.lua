---@meta socket.core

---The same table as `require "socket"` gives.
---@type socket
local core

return core
