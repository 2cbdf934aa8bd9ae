---@meta mime

---Filters for ltn12, over those of `mime.core`, which is the same table.
---@class mime : mime.core
---@field encodet table<string, function> the encoders by their names
---@field decodet table<string, function> the decoders by their names
---@field wrapt table<string, function> the filters that wrap lines, by their names
local mime = {}

---A filter that encodes.
---@param name "base64"
---@return ltn12.filter
---@overload fun(name: "quoted-printable", mode?: "text"|"binary"): ltn12.filter
function mime.encode(name) end

---A filter that decodes.
---@param name "base64"|"quoted-printable"
---@return ltn12.filter
function mime.decode(name) end

---A filter that breaks long lines.
---@param name? "text"|"base64"|"quoted-printable"|"default"
---@param length? integer 76 by default
---@return ltn12.filter
---@overload fun(length: integer): ltn12.filter
function mime.wrap(name, length) end

---A filter that makes every end of line the marker.
---@param marker? string CRLF by default
---@return ltn12.filter
function mime.normalize(marker) end

---A filter that doubles the dots at the beginnings of lines, for SMTP.
---@return ltn12.filter
function mime.stuff() end

return mime
