-- A message as a source: header and body (RFC 5322). The body is a string, a source, or a list of parts (RFC 2046).
local canonic = require "socket.headers".canonic
local one_line = require "luasocket.one_line"
local socket = require "socket"

local yield = coroutine.yield

local message = {}

-- Names of fields are case-insensitive (RFC 5322 section 1.2.2); here they are lower case.
local function lowercase(fields)
  local lower = {}
  for name, value in pairs(fields or {}) do
    lower[string.lower(name)] = value
  end
  return lower
end

-- Adds the default fields of a whole message.
function message.complete(fields, zone)
  local all = lowercase(fields)
  all.date = all.date or os.date("!%a, %d %b %Y %H:%M:%S ") .. zone
  all["x-mailer"] = all["x-mailer"] or socket._VERSION
  all["mime-version"] = "1.0"
  return all
end

local boundaries = 0

-- A boundary must not occur as a line of a part: time, a random number and a counter make that unlikely.
local function new_boundary()
  boundaries = boundaries + 1
  return os.date("%d%m%Y%H%M%S") .. string.format("%05d==%05d", math.random(0, 99999), boundaries)
end

-- The functions below run in a coroutine and yield the chunks of the message.

local function yield_header(fields)
  local lines = {}
  for name, value in pairs(fields) do
    local line = (canonic[name] or name) .. ": " .. value
    -- A field may continue in a line that begins with a blank (folding, RFC 5322 section 2.2.3).
    local unfolded, err = one_line((line:gsub("\r\n[ \t]", " ")), "a header field")
    if not unfolded then error(err, 0) end
    lines[#lines + 1] = line .. "\r\n"
  end
  yield(table.concat(lines) .. "\r\n")
end

local yield_message

-- RFC 2046 section 5.1.1: the line break before a boundary belongs to the boundary.
local function yield_parts(fields, parts)
  local boundary = new_boundary()
  fields["content-type"] = (fields["content-type"] or "multipart/mixed") .. '; boundary="' .. boundary .. '"'
  yield_header(fields)
  if parts.preamble then
    yield(parts.preamble)
    yield("\r\n")
  end
  for _, part in ipairs(parts) do
    yield("\r\n--" .. boundary .. "\r\n")
    yield_message(part)
  end
  yield("\r\n--" .. boundary .. "--\r\n\r\n")
  if parts.epilogue then
    yield(parts.epilogue)
    yield("\r\n")
  end
end

local function yield_source(source)
  while true do
    local chunk, err = source()
    if err then
      yield(nil, err)
    elseif chunk then
      yield(chunk)
    else
      return
    end
  end
end

function yield_message(description)
  local fields = lowercase(description.headers)
  if type(description.body) == "table" then return yield_parts(fields, description.body) end
  fields["content-type"] = fields["content-type"] or 'text/plain; charset="iso-8859-1"'
  yield_header(fields)
  if type(description.body) == "function" then return yield_source(description.body) end
  yield(description.body)
end

local function chunk_or_error(ok, chunk, err)
  if ok then return chunk, err end
  return nil, chunk
end

function message.source(description)
  local thread = coroutine.create(yield_message)
  return function()
    return chunk_or_error(coroutine.resume(thread, description))
  end
end

return message
