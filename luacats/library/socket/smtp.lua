---@meta socket.smtp

---@class socket.smtp.message
---@field headers? table<string, string> names in lower case
---@field body string|ltn12.source|socket.smtp.multipart

---@class socket.smtp.multipart
---@field preamble? string
---@field epilogue? string
---@field [integer] socket.smtp.message

---@class socket.smtp.mail
---@field from string with its angle brackets
---@field rcpt string|string[] with their angle brackets
---@field source ltn12.source of the message, as `message` makes it
---@field server? string
---@field port? integer|string
---@field user? string
---@field password? string
---@field domain? string
---@field step? ltn12.step
---@field create? fun(): table

---@class socket.smtp
---@field TIMEOUT number seconds, 60 by default
---@field SERVER string "localhost" by default
---@field PORT integer 25 by default
---@field DOMAIN string what we call ourselves
---@field ZONE string the time zone of the Date field
local smtp = {}

---Sends a mail.
---@param mail socket.smtp.mail
---@return 1? done
---@return string? err the server's reply, or why it could not be asked
function smtp.send(mail) end

---A source of a message with its header, and of its parts.
---@param message socket.smtp.message
---@return ltn12.source
function smtp.message(message) end

---A connection to a mail server, for those who want the steps one by one.
---@param server? string
---@param port? integer|string
---@param create? fun(): table
---@return table
function smtp.open(server, port, create) end

return smtp
