-- The module "socket.ftp": an FTP client (RFC 959). Each transfer has a data connection of its own.
local ltn12 = require "ltn12"
local socket = require "socket"
local tp = require "socket.tp"
local url = require "socket.url"

local ftp = {
  TIMEOUT = 60,
  USER = "ftp",
  PASSWORD = "anonymous@anonymous.org",
}
socket.ftp = ftp

local SCHEME, PORT = "ftp", 21

-- A session with a server. On failure its methods close all connections and raise an exception for socket.protect.
local session = {}

-- Sends a command and receives the reply to it.
local function exchange(self, expected, verb, argument)
  self.try(self.tp:command(verb, argument))
  return self.try(self.tp:check(expected))
end

-- RFC 959 section 4.2.1: the first digit says whether a reply is the last one to its command.
local function is_preliminary(code)
  return code < 200
end

function session:greet()
  local code = self.try(self.tp:check { "1..", "2.." })
  if is_preliminary(code) then self.try(self.tp:check("2..")) end
  return 1
end

function session:login(user, password)
  local code = exchange(self, { "2..", "331" }, "USER", user or ftp.USER)
  if code == 331 then exchange(self, "2..", "PASS", password or ftp.PASSWORD) end
  return 1
end

function session:cwd(directory)
  exchange(self, "2..", "CWD", directory)
  return 1
end

function session:type(type)
  exchange(self, "2..", "TYPE", type)
  return 1
end

function session:quit()
  exchange(self, "2..", "QUIT")
  return 1
end

function session:close()
  if self.data then self.data:close() end
  if self.server then self.server:close() end
  return self.tp:close()
end

-- Passive mode: the server sends the address where it accepts data connections.

function session:pasv()
  local _, reply = exchange(self, "2..", "PASV")
  -- RFC 1123 section 4.1.2.6: the text around the six numbers is not specified.
  local a, b, c, d, high, low = reply:match("(%d+)%D(%d+)%D(%d+)%D(%d+)%D(%d+)%D(%d+)")
  self.try(low, reply)
  local address, port = table.concat({ a, b, c, d }, "."), high * 256 + low
  self.pasvt = { address = address, port = port }
  return address, port
end

function session:epsv()
  local _, reply = exchange(self, "229", "EPSV")
  -- RFC 2428 section 3: (<d><d><d><port><d>), where <d> is any character.
  local port = select(4, reply:match("%((.)(.-)%1(.-)%1(.-)%1%)"))
  self.try(port, "invalid epsv response")
  local address = self.try(self.tp:getpeername())
  self.pasvt = { address = address, port = port }
  return address, port
end

function session:pasvconnect()
  self.data = self.try(socket.tcp())
  self.try(self.data:settimeout(ftp.TIMEOUT))
  self.try(self.data:connect(self.pasvt.address, self.pasvt.port))
end

-- Active mode: the client sends the address where it accepts data connections.

-- Listens at the local address of the control connection; returns address, port and family.
local function listen(self)
  local address, _, family = self.try(self.tp:getsockname())
  if self.server then self.server:close() end
  self.server = self.try(socket.bind(address, 0))
  self.try(self.server:settimeout(ftp.TIMEOUT))
  local _, port = self.try(self.server:getsockname())
  return address, port, family
end

function session:port(address, port)
  if not address then
    address, port = listen(self)
  end
  local low = port % 256
  local argument = string.format("%s,%d,%d", address:gsub("%.", ","), (port - low) / 256, low)
  exchange(self, "2..", "PORT", argument)
  self.pasvt = nil
  return 1
end

-- Numbers of the address families (RFC 2428 section 2).
local PROTOCOLS = { inet = 1, inet6 = 2 }

function session:eprt(protocol, address, port)
  if not address then
    local family
    address, port, family = listen(self)
    protocol = protocol or PROTOCOLS[family]
  end
  exchange(self, "2..", "EPRT", string.format("|%s|%s|%d|", protocol, address, port))
  self.pasvt = nil
  return 1
end

function session:portconnect()
  self.data = self.try(self.server:accept())
  self.try(self.data:settimeout(ftp.TIMEOUT))
end

-- Transfers.

-- The argument of a transfer's command: a name as it is, or a URL's path without its first slash.
local function transfer_argument(transfer)
  local argument = transfer.argument or url.unescape((string.gsub(transfer.path or "", "^[/\\]", "")))
  if argument ~= "" then return argument end
end

-- In passive mode the data connection is made before the command that uses it, in active mode after it.
local function start_transfer(self, transfer, verb)
  self.try(self.pasvt or self.server, "need port or pasv first")
  if self.pasvt then self:pasvconnect() end
  return exchange(self, { "1..", "2.." }, transfer.command or verb, transfer_argument(transfer))
end

local function pump(self, source, sink, step)
  self.try(ltn12.pump.all(source, sink, step or ltn12.pump.step))
end

local function finish_transfer(self, code)
  if is_preliminary(code) then self.try(self.tp:check("2..")) end
  self.data:close()
end

-- Returns the number of bytes sent.
function session:send(transfer)
  local code = start_transfer(self, transfer, "STOR")
  if not self.pasvt then self:portconnect() end
  pump(self, transfer.source, socket.sink("close-when-done", self.data), transfer.step)
  finish_transfer(self, code)
  local _, sent = self.data:getstats()
  self.data = nil
  return sent
end

function session:receive(transfer)
  local code, reply = start_transfer(self, transfer, "RETR")
  -- As with STAT (RFC 959 section 4.1.3), the reply contains all data.
  if not is_preliminary(code) then
    transfer.sink(reply)
    return 1
  end
  if not self.pasvt then self:portconnect() end
  pump(self, socket.source("until-closed", self.data), transfer.sink, transfer.step)
  finish_transfer(self, code)
  self.data = nil
  return 1
end

local metatable = { __index = session }

function ftp.open(server, port, create)
  local control = socket.try(tp.connect(server, port or PORT, ftp.TIMEOUT, create))
  local self = setmetatable({ tp = control }, metatable)
  self.try = socket.newtry(function() self:close() end)
  return self
end

-- Parses the URL of a transfer (RFC 1738 section 3.2.2). Raises exceptions for socket.protect.
function ftp.genericform(text)
  local request = socket.try(url.parse(text, { scheme = SCHEME, path = "/" }))
  socket.try(request.scheme == SCHEME, "wrong scheme '" .. request.scheme .. "'")
  socket.try(request.host, "missing hostname")
  if request.params then
    local type = request.params:match("^type=(.*)") or request.params
    socket.try(type == "a" or type == "i", "invalid type '" .. type .. "'")
    request.type = type
  end
  return request
end

-- Adds the parts of a request's URL; fields of the request itself take precedence.
local function with_url(request)
  if request.url then
    local merged = socket.try(url.parse(request.url))
    for name, value in pairs(request) do
      merged[name] = value
    end
    request = merged
  end
  socket.try(request.host, "missing hostname")
  return request
end

local function log_in(request)
  local self = ftp.open(request.host, request.port, request.create)
  self:greet()
  self:login(request.user, request.password)
  return self
end

local function log_in_for_transfer(request)
  local self = log_in(request)
  if request.type then self:type(request.type) end
  self:epsv()
  return self
end

local function log_out(self)
  self:quit()
  return self:close()
end

local function put(request)
  request = with_url(request)
  local self = log_in_for_transfer(request)
  local sent = self:send(request)
  log_out(self)
  return sent
end

local function get(request)
  request = with_url(request)
  local self = log_in_for_transfer(request)
  self:receive(request)
  return log_out(self)
end

ftp.put = socket.protect(function(request, body)
  if type(request) ~= "string" then return put(request) end
  request = ftp.genericform(request)
  request.source = ltn12.source.string(body)
  return put(request)
end)

ftp.get = socket.protect(function(request)
  if type(request) ~= "string" then return get(request) end
  request = ftp.genericform(request)
  local chunks = {}
  request.sink = ltn12.sink.table(chunks)
  get(request)
  return table.concat(chunks)
end)

-- A reply without an expectation is not received, as in LuaSocket; QUIT then receives it as its own reply.
local function command(self, verb, argument, expected)
  self.try(self.tp:command(verb, argument))
  if expected then self.try(self.tp:check(expected)) end
end

local function element(list, index)
  return type(list) == "table" and list[index] or nil
end

ftp.command = socket.protect(function(request)
  request = with_url(request)
  socket.try(request.command, "missing command")
  local self = log_in(request)
  if type(request.command) == "table" then
    for index, verb in ipairs(request.command) do
      command(self, verb, element(request.argument, index), element(request.check, index))
    end
  else
    command(self, request.command, request.argument, request.check)
  end
  return log_out(self)
end)

return ftp
