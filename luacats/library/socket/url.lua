---@meta socket.url

---What a URL consists of, nothing unescaped.
---@class socket.url.parts
---@field scheme? string
---@field authority? string
---@field userinfo? string
---@field user? string
---@field password? string
---@field host? string an IPv6 address without its brackets
---@field port? string
---@field path? string
---@field params? string behind the first ";" of the path
---@field query? string
---@field fragment? string

---@class socket.url.segments
---@field [integer] string the segments, unescaped
---@field is_absolute? 1 begins with a slash
---@field is_directory? 1 ends with a slash

---@class socket.url
---@field _VERSION string
local url = {}

---Takes a URL apart (RFC 3986).
---@param url string
---@param default? socket.url.parts what it lacks
---@return socket.url.parts? parts
---@return "invalid url"? err for an empty one
function url.parse(url, default) end

---Puts a URL together. Host, port and user count more than the authority.
---@param parts socket.url.parts
---@return string url
function url.build(parts) end

---What a reference means in the document with the URL `base`.
---@param base string|socket.url.parts
---@param reference string
---@return string url
function url.absolute(base, reference) end

---The segments of a path.
---@param path string
---@return socket.url.segments segments
function url.parse_path(path) end

---A path of segments, quoted as needed.
---@param segments socket.url.segments
---@param unsafe? boolean segments are taken as they are, not escaped
---@return string path
function url.build_path(segments, unsafe) end

---Quotes all but letters, digits and "_" as %XX.
---@param text string
---@return string
function url.escape(text) end

---Makes characters of %XX.
---@param text string
---@return string
function url.unescape(text) end

return url
