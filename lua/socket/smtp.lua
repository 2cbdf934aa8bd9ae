-- The module "socket.smtp": an SMTP client (RFC 5321) with optional authentication (RFC 4954).
local ltn12 = require "ltn12"
local mime = require "mime"
local socket = require "socket"
local message = require "luasocket.message"
local one_line = require "luasocket.one_line"
local tp = require "socket.tp"

local smtp = {
  TIMEOUT = 60,
  SERVER = "localhost",
  PORT = 25,
  DOMAIN = os.getenv("SERVER_NAME") or "localhost",
  -- RFC 5322 section 3.3: UTC, without information about the sender's time zone.
  ZONE = "-0000",
}
socket.smtp = smtp

-- A session with a server. On failure its methods close the connection and raise an exception for socket.protect.
local session = {}

-- Sends a line and receives the reply to it.
local function exchange(self, line, expected)
  self.try(self.tp:send(line .. "\r\n"))
  return self.try(self.tp:check(expected))
end

-- Returns the reply to EHLO, which lists the server's extensions.
function session:greet(domain)
  self.try(self.tp:check("2.."))
  self.try(self.tp:command("EHLO", domain or smtp.DOMAIN))
  return (select(2, self.try(self.tp:check("2.."))))
end

function session:mail(from)
  return exchange(self, self.try(one_line("MAIL FROM:" .. from, "the sender's address")), "2..")
end

function session:rcpt(to)
  return exchange(self, self.try(one_line("RCPT TO:" .. to, "a recipient's address")), "2..")
end

function session:data(source, step)
  exchange(self, "DATA", "3..")
  self.try(self.tp:source(source, step))
  -- A message may lack its last line ending: start a new line for the dot.
  return exchange(self, "\r\n.", "2..")
end

function session:quit()
  return exchange(self, "QUIT", "2..")
end

function session:close()
  return self.tp:close()
end

function session:login(user, password)
  exchange(self, "AUTH LOGIN", "3..")
  exchange(self, (mime.b64(user)), "3..")
  return exchange(self, (mime.b64(password)), "2..")
end

-- RFC 4616: an empty authorization identity, then user and password, each behind a NUL.
function session:plain(user, password)
  return exchange(self, "AUTH PLAIN " .. mime.b64("\0" .. user .. "\0" .. password), "2..")
end

-- Logs in if user and password exist, with a mechanism that the reply to EHLO lists.
function session:auth(user, password, extensions)
  if not user or not password then return 1 end
  if string.find(extensions, "AUTH[^\n]+LOGIN") then return self:login(user, password) end
  if string.find(extensions, "AUTH[^\n]+PLAIN") then return self:plain(user, password) end
  self.try(nil, "authentication not supported")
end

function session:send(mail)
  self:mail(mail.from)
  if type(mail.rcpt) == "table" then
    for _, recipient in ipairs(mail.rcpt) do
      self:rcpt(recipient)
    end
  else
    self:rcpt(mail.rcpt)
  end
  self:data(ltn12.source.chain(mail.source, mime.stuff()), mail.step)
end

local metatable = { __index = session }

function smtp.open(server, port, create)
  local control = socket.try(tp.connect(server or smtp.SERVER, port or smtp.PORT, smtp.TIMEOUT, create))
  local self = setmetatable({ tp = control }, metatable)
  self.try = socket.newtry(function() self:close() end)
  return self
end

-- Returns a source of the message that a table describes. Replaces the table's headers by those that are sent.
function smtp.message(description)
  description.headers = message.complete(description.headers, description.zone or smtp.ZONE)
  return message.source(description)
end

smtp.send = socket.protect(function(mail)
  local self = smtp.open(mail.server, mail.port, mail.create)
  self:auth(mail.user, mail.password, self:greet(mail.domain))
  self:send(mail)
  self:quit()
  return self:close()
end)

return smtp
