---@meta socket.http

---A request. Without a url it needs at least a host.
---@class socket.http.request : socket.url.parts
---@field url? string
---@field method? string "GET" by default
---@field headers? table<string, string|number> names in lower case; they go before our own
---@field source? ltn12.source the body; with headers["content-length"], or in chunks
---@field sink? ltn12.sink for the body of the answer
---@field step? ltn12.step
---@field proxy? string the URL of a proxy
---@field redirect? boolean false not to follow
---@field maxredirects? integer 5 by default
---@field create? fun(request: socket.http.request): table makes the socket: socket.tcp by default

---@class socket.http
---@field TIMEOUT number seconds that a request may wait for each answer, 60 by default
---@field USERAGENT string what the header field says
---@field PROXY? string the URL of a proxy for all requests
---@field schemes table<string, {port: integer, create: fun(request: socket.http.request): function}>
local http = {}

---Asks a web server, by GET, or by POST when there is a body.
---@param url string
---@param body? string of a form
---@return string? body
---@return integer|string code_or_error
---@return table<string, string>? headers names in lower case
---@return string? status the status line
---@overload fun(request: socket.http.request): 1?, integer|string, table<string, string>?, string?
function http.request(url, body) end

---A connection to a web server, for those who want the parts of a request one by one.
---@param host string
---@param port integer|string
---@param create? fun(): table
---@return table
function http.open(host, port, create) end

---The request that the simple form of `request` makes of its arguments.
---@param url string
---@param body? string
---@return socket.http.request request
---@return string[] body where its sink collects
function http.genericform(url, body) end

return http
