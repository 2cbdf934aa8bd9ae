---@meta mime.core

-- b64, unb64, qp and unqp take a text in two parts and give what could be decided and the rest, which is the first
-- part of the next call. Without a second part the text ends.

---@class mime.core
---@field _VERSION string
local core = {}

---To base64, without breaking lines.
---@param first string?
---@param second? string
---@return string? encoded
---@return string? rest
function core.b64(first, second) end

---From base64; what is no base64 is left out.
---@param first string?
---@param second? string
---@return string? decoded
---@return string? rest
function core.unb64(first, second) end

---To quoted-printable, without breaking lines.
---@param first string?
---@param second? string
---@param marker? string stands for each CRLF
---@return string? encoded
---@return string? rest
function core.qp(first, second, marker) end

---From quoted-printable.
---@param first string?
---@param second? string
---@return string? decoded
---@return string? rest
function core.unqp(first, second) end

---Breaks lines that are too long.
---@param left integer how many bytes the line has left
---@param chunk? string
---@param length? integer 76 by default
---@return string? wrapped
---@return integer left
function core.wrp(left, chunk, length) end

---Breaks lines of quoted-printable text.
---@param left integer how many bytes the line has left
---@param chunk? string
---@param length? integer 76 by default
---@return string? wrapped
---@return integer left
function core.qpwrp(left, chunk, length) end

---Makes every end of line the marker.
---@param context integer 0, or what the last call gave
---@param chunk? string
---@param marker? string CRLF by default
---@return string? normalized
---@return integer context
function core.eol(context, chunk, marker) end

---Doubles the dots at the beginnings of lines.
---@param state integer 2 at first, or what the last call gave
---@param chunk? string
---@return string? stuffed
---@return integer state
function core.dot(state, chunk) end

return core
