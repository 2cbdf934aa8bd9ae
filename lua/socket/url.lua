-- The module "socket.url": parsing and building URLs (RFC 3986; the parameters of a path, which it dropped, are
-- those of RFC 1808).
local socket = require "socket"

local find, gsub = string.find, string.gsub

local url = { _VERSION = "URL 1.0.3" }
socket.url = url

-- Escaping by %XX.

local function hexadecimal(format)
  return function(char)
    return format:format(char:byte())
  end
end

-- Escapes all characters but letters, digits and "_".
function url.escape(text)
  return (gsub(text, "[^%w_]", hexadecimal("%%%02x")))
end

function url.unescape(text)
  return (gsub(text, "%%(%x%x)", function(digits)
    return string.char(tonumber(digits, 16))
  end))
end

-- A segment of a path may also contain the "unreserved" and most "sub-delims" characters (RFC 3986 section 3.3).
local function escape_segment(segment)
  return (gsub(segment, "[^%w%-_.!~*'():@&=+$,]", hexadecimal("%%%02X")))
end

-- Parsing

-- Removes a pattern's match from a text. Returns the rest and the capture.
local function cut(text, pattern)
  local first, last, capture = find(text, pattern)
  if not first then return text end
  return string.sub(text, 1, first - 1) .. string.sub(text, last + 1), capture
end

local function parse_authority(parts, authority)
  authority, parts.userinfo = cut(authority, "^([^@]*)@")
  -- The colons of an IPv6 address precede its bracket.
  authority, parts.port = cut(authority, ":([^:%]]*)$")
  if authority ~= "" then parts.host = authority:match("^%[(.+)%]$") or authority end
  if parts.userinfo then
    parts.user, parts.password = cut(parts.userinfo, ":([^:]*)$")
  end
end

-- Returns a table with the parts of a URL: scheme, authority, path, params, query, fragment; and of the authority
-- userinfo, user, password, host, port. Delimiters are removed, except those of the path. Nothing is unescaped.
-- `default` supplies parts that the URL lacks.
function url.parse(text, default)
  if not text or text == "" then return nil, "invalid url" end
  local parts = {}
  local rest = text
  rest, parts.fragment = cut(rest, "#(.*)$")
  rest, parts.scheme = cut(rest, "^(%w[%w+.-]*):")
  -- RFC 3986, section 3.2: an authority ends at a slash, a question mark, or the end.
  rest, parts.authority = cut(rest, "^//([^/?]*)")
  rest, parts.query = cut(rest, "%?(.*)$")
  rest, parts.params = cut(rest, ";(.*)$")
  if rest ~= "" then parts.path = rest end
  if parts.authority then parse_authority(parts, parts.authority) end
  for name, value in pairs(default or {}) do
    if parts[name] == nil then parts[name] = value end
  end
  return parts
end

-- Returns the segments of a path, unescaped; is_absolute and is_directory are 1 if it begins or ends with a slash.
function url.parse_path(path)
  path = path or ""
  local segments = {}
  for segment in path:gmatch("[^/]+") do
    segments[#segments + 1] = url.unescape(segment)
  end
  if path:find("^/") then segments.is_absolute = 1 end
  if path:find("/$") then segments.is_directory = 1 end
  return segments
end

-- Building

local function build_authority(parts)
  local authority = parts.authority
  local userinfo = parts.userinfo
  if parts.host then
    authority = parts.host:find(":", 1, true) and "[" .. parts.host .. "]" or parts.host
    if parts.port then authority = authority .. ":" .. parts.port end
    if parts.user then
      userinfo = parts.user
      if parts.password then userinfo = userinfo .. ":" .. parts.password end
    end
    if userinfo then authority = userinfo .. "@" .. authority end
  end
  return authority
end

-- Builds a URL from the result of parse. The host and its related fields take precedence over the authority.
function url.build(parts)
  local text = parts.path or ""
  if parts.params then text = text .. ";" .. parts.params end
  if parts.query then text = text .. "?" .. parts.query end
  local authority = build_authority(parts)
  if authority then text = "//" .. authority .. text end
  if parts.scheme then text = parts.scheme .. ":" .. text end
  if parts.fragment then text = text .. "#" .. parts.fragment end
  return text
end

-- Builds a path from the result of parse_path. Segments are escaped, unless `unsafe` is true.
function url.build_path(segments, unsafe)
  local texts = {}
  for index, segment in ipairs(segments) do
    texts[index] = unsafe and segment or escape_segment(segment)
  end
  local path = table.concat(texts, "/")
  if #segments > 0 and segments.is_directory then path = path .. "/" end
  if segments.is_absolute then path = "/" .. path end
  return path
end

-- Relative references

-- RFC 3986, section 5.2.4: "." is the current level, ".." the one above.
local function remove_dot_segments(path)
  local segments = {}
  for segment in path:gmatch("/([^/]*)") do
    if segment == ".." then
      segments[#segments] = nil
    elseif segment ~= "." then
      segments[#segments + 1] = segment
    end
  end
  local last = path:match("[^/]*$")
  local is_directory = last == "." or last == ".."
  return "/" .. table.concat(segments, "/") .. (is_directory and #segments > 0 and "/" or "")
end

-- RFC 3986, section 5.2.3: a relative path replaces the last segment.
local function merge(base_path, path)
  if path:find("^/") then return path end
  path = base_path:gsub("[^/]*$", "") .. path
  return path:find("^/") and path or "/" .. path
end

local function with_params(path, params)
  return params and path .. ";" .. params or path
end

-- Resolves a reference against the URL of its document, `base`, which is a URL or the result of parse (RFC 3986,
-- section 5.2).
function url.absolute(base, reference)
  local from = base
  if type(base) == "table" then
    base = url.build(from)
  else
    from = url.parse(base)
  end
  local to = url.parse(reference)
  if not to then return base end
  if not from or to.scheme then return reference end
  to.scheme = from.scheme
  if to.authority then
    if to.path then to.path = remove_dot_segments(to.path) end
    return url.build(to)
  end
  for _, name in ipairs { "authority", "userinfo", "user", "password", "host", "port" } do
    to[name] = from[name]
  end
  if to.path then
    -- Dots in the parameters count, too: in RFC 3986 parameters are part of the path.
    to.path = remove_dot_segments(merge(from.path or "", with_params(to.path, to.params)))
    to.params = nil
  else
    to.path = from.path
    if not to.params then
      to.params = from.params
      to.query = to.query or from.query
    end
  end
  return url.build(to)
end

return url
