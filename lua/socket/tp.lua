-- The module "socket.tp": the common part of the text protocols SMTP and FTP. A client sends one-line commands;
-- a server replies with a three-digit code and text (RFC 959 section 4.2, RFC 5321 section 4.2).
local ltn12 = require "ltn12"
local one_line = require "luasocket.one_line"
local socket = require "socket"

local tp = { TIMEOUT = 60 }
socket.tp = tp

-- Returns the code and the whole reply. A reply of several lines has a hyphen behind its first code, and ends with
-- a line with the same code and a blank; lines between may begin with anything.
local function receive_reply(control)
  local line, err = control:receive()
  if not line then return nil, err end
  local code, separator = line:match("^(%d%d%d)(.?)")
  if not code then return nil, "invalid server reply" end
  local lines = { line }
  while separator == "-" do
    line, err = control:receive()
    if not line then return nil, err end
    lines[#lines + 1] = line
    if line:sub(1, 4) == code .. " " then break end
  end
  return code, table.concat(lines, "\n")
end

local function accepts(expected, code)
  if type(expected) ~= "table" then return string.find(code, expected) end
  for _, pattern in ipairs(expected) do
    if string.find(code, pattern) then return true end
  end
  return false
end

local methods = {}

-- Receives a reply. `expected` is a pattern for the code, a list of patterns, or a function that decides.
function methods:check(expected)
  local code, reply = receive_reply(self.c)
  if not code then return nil, reply end
  if type(expected) == "function" then return expected(tonumber(code), reply) end
  if accepts(expected, code) then return tonumber(code), reply end
  return nil, reply
end

function methods:command(verb, argument)
  local line = string.upper(verb)
  if argument then line = line .. " " .. argument end
  local err
  line, err = one_line(line, "a command")
  if not line then return nil, err end
  return self.c:send(line .. "\r\n")
end

function methods:sink(snk, pattern)
  local chunk, err = self.c:receive(pattern)
  return snk(chunk, err)
end

function methods:source(src, step)
  local ok, err = ltn12.pump.all(src, socket.sink("keep-open", self.c), step or ltn12.pump.step)
  return ok, err
end

function methods:send(data)
  return self.c:send(data)
end

function methods:receive(pattern)
  return self.c:receive(pattern)
end

function methods:getfd()
  return self.c:getfd()
end

function methods:dirty()
  return self.c:dirty()
end

function methods:getcontrol()
  return self.c
end

function methods:getpeername()
  return self.c:getpeername()
end

function methods:getsockname()
  return self.c:getsockname()
end

function methods:close()
  self.c:close()
  return 1
end

local metatable = { __index = methods }

function tp.connect(host, port, timeout, create)
  local control, err = (create or socket.tcp)()
  if not control then return nil, err end
  control:settimeout(timeout or tp.TIMEOUT)
  local connected
  connected, err = control:connect(host, port)
  if not connected then
    control:close()
    return nil, err
  end
  return setmetatable({ c = control }, metatable)
end

return tp
