---@meta socket.ftp

---What to move. Without a url it needs at least a host.
---@class socket.ftp.transfer
---@field url? string
---@field host? string
---@field port? integer|string 21 by default
---@field user? string
---@field password? string
---@field path? string
---@field argument? string of the command, instead of the path
---@field command? string "RETR" or "STOR" by default
---@field type? "a"|"i" text or binary
---@field source? ltn12.source to put
---@field sink? ltn12.sink to get
---@field step? ltn12.step
---@field create? fun(): table

---@class socket.ftp.command
---@field host string
---@field port? integer|string
---@field user? string
---@field password? string
---@field command string|string[]
---@field argument? string|string[]
---@field check? string|fun(code: integer, reply: string): any|table for one command what its reply must be, or a list of these
---@field create? fun(): table

---@class socket.ftp
---@field TIMEOUT number seconds, 60 by default
---@field USER string "ftp" by default
---@field PASSWORD string
local ftp = {}

---Gets a file: its content, or with a table 1, the content going to its sink.
---@param url string "ftp://user:password@host/path;type=i"
---@return string? content
---@return string? err
---@overload fun(transfer: socket.ftp.transfer): 1?, string?
function ftp.get(url) end

---Puts a file.
---@param url string
---@param content string
---@return integer? sent bytes
---@return string? err
---@overload fun(transfer: socket.ftp.transfer): integer?, string?
function ftp.put(url, content) end

---Gives the server commands.
---@param command socket.ftp.command
---@return 1? done
---@return string? err
function ftp.command(command) end

---A connection to a server, for those who want the steps one by one.
---@param server string
---@param port? integer|string
---@param create? fun(): table
---@return table
function ftp.open(server, port, create) end

---The transfer that the simple forms make of a URL.
---@param url string
---@return socket.ftp.transfer
function ftp.genericform(url) end

return ftp
