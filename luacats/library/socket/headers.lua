---@meta socket.headers

---@class socket.headers
---@field canonic table<string, string> how names of header fields are spelled, by their lower case
local headers = {}

return headers
