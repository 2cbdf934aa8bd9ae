-- The module "socket.http": an HTTP/1.1 client (RFC 9110, RFC 9112) with one connection per request.
local socket = require "socket"
local headers = require "socket.headers"
local url = require "socket.url"
local ltn12 = require "ltn12"
local mime = require "mime"
local one_line = require "luasocket.one_line"

local http = {
  TIMEOUT = 60, -- seconds, for each call on the connection
  USERAGENT = socket._VERSION,
}
socket.http = http

-- Default port and socket of each scheme: create(request) returns the function that creates a request's socket.
http.schemes = {
  http = {
    port = 80,
    create = function() return socket.tcp end,
  },
  https = {
    port = 443,
    -- LuaSec provides TLS. It is not part of LuaSocket.
    create = function(request)
      local tcp = require("ssl.https").tcp
      if not tcp then error("LuaSocket: Function tcp() not available from LuaSec") end
      return tcp(request)
    end,
  },
}

local PROXY_PORT = 3128
local MAX_REDIRECTS = 5

-- Reads header fields, or trailers, up to the empty line, into `fields` or a new table. A line that begins with a
-- blank continues the field before it (obs-fold, RFC 9112 5.2). Values of the same name are joined (RFC 9110 5.3).
local function receive_fields(sock, fields)
  fields = fields or {}
  local line, err = sock:receive()
  while line ~= "" do
    if not line then return nil, err end
    local name, value = line:match("^(.-):%s*(.*)")
    if not name then return nil, "malformed response headers" end
    line, err = sock:receive()
    while line and line:find("^%s") do
      value = value .. line
      line, err = sock:receive()
    end
    name = name:lower()
    fields[name] = fields[name] and fields[name] .. ", " .. value or value
  end
  return fields
end

-- The chunked transfer coding (RFC 9112 7.1). Its source and sink are ordinary ones with another __call, so that
-- select accepts them, too, in place of their socket.

-- Returns each chunk as a whole. Trailers are added to the fields, if there is a table.
socket.sourcet["http-chunked"] = function(sock, fields)
  local function receive_chunk()
    local line, err = sock:receive()
    if not line then return nil, err end
    local size = tonumber((line:gsub(";.*", "")), 16)
    if not size then return nil, "invalid chunk size" end
    if size > 0 then
      local chunk
      chunk, err = sock:receive(size)
      if chunk then sock:receive() end
      return chunk, err
    end
    fields, err = receive_fields(sock, fields)
    if not fields then return nil, err end
  end
  return setmetatable(socket.source("until-closed", sock), { __call = receive_chunk })
end

socket.sinkt["http-chunked"] = function(sock)
  local function send_chunk(_, chunk)
    if not chunk then return sock:send("0\r\n\r\n") end
    -- An empty chunk would end the body.
    if chunk == "" then return 1 end
    return sock:send(("%X\r\n"):format(#chunk) .. chunk .. "\r\n")
  end
  return setmetatable(socket.sink("keep-open", sock), { __call = send_chunk })
end

-- The methods of a connection: the steps of a request. On failure they close it and raise as socket.try does.
local connection = {}

function connection:sendrequestline(method, uri)
  local line = self.try(one_line((method or "GET") .. " " .. tostring(uri) .. " HTTP/1.1", "the request line"))
  return self.try(self.c:send(line .. "\r\n"))
end

function connection:sendheaders(fields)
  local lines = {}
  for name, value in pairs(fields) do
    local line = (headers.canonic[name] or name) .. ": " .. value
    lines[#lines + 1] = self.try(one_line(line, "a header field")) .. "\r\n"
  end
  self.try(self.c:send(table.concat(lines) .. "\r\n"))
  return 1
end

function connection:sendbody(fields, source, step)
  local mode = fields["content-length"] and "keep-open" or "http-chunked"
  local sink = socket.sink(mode, self.c)
  return self.try(ltn12.pump.all(source or ltn12.source.empty(), sink, step or ltn12.pump.step))
end

-- Returns the code and the line; or nil and the first bytes if there is no status line, as in HTTP/0.9.
function connection:receivestatusline()
  local line = self.try(self.c:receive(5))
  if line ~= "HTTP/" then return nil, line end
  line = self.try(self.c:receive("*l", line))
  local code = line:match("^HTTP/%d*%.%d* (%d%d%d)")
  return self.try(tonumber(code), line)
end

function connection:receiveheaders()
  return self.try(receive_fields(self.c))
end

-- The end of the body follows from the transfer coding, else from the length, else from the end of the
-- connection (RFC 9112 6.3).
function connection:receivebody(fields, sink, step)
  local coding, length = fields["transfer-encoding"], tonumber(fields["content-length"])
  local source
  if coding and coding ~= "identity" then
    source = socket.source("http-chunked", self.c)
  elseif length and length % 1 == 0 then -- a length that is no whole number is ignored
    source = socket.source("by-length", self.c, length)
  else
    source = socket.source("until-closed", self.c)
  end
  return self.try(ltn12.pump.all(source, sink or ltn12.sink.null(), step or ltn12.pump.step))
end

-- HTTP/0.9 has neither status line nor header: all is body.
function connection:receive09body(start, sink, step)
  local source = ltn12.source.cat(ltn12.source.string(start), socket.source("until-closed", self.c))
  return self.try(ltn12.pump.all(source, sink or ltn12.sink.null(), step or ltn12.pump.step))
end

function connection:close()
  return self.c:close()
end

local connection_class = { __index = connection }

-- Connects. Raises as socket.try does.
function http.open(host, port, create)
  local h = setmetatable({ c = socket.try((create or socket.tcp)()) }, connection_class)
  h.try = socket.newtry(function() h:close() end)
  h.try(h.c:settimeout(http.TIMEOUT))
  h.try(h.c:connect(host, port))
  return h
end

local function parse(text, default)
  return text and url.parse(text, default) or default
end

-- Returns the scheme of a parsed URL, which must have a host. Adds the default port.
local function scheme_of(parts, port)
  local scheme = socket.try(http.schemes[parts.scheme], "unsupported scheme '" .. tostring(parts.scheme) .. "'")
  socket.try(parts.host and parts.host ~= "", "invalid host '" .. tostring(parts.host) .. "'")
  if not parts.port or parts.port == "" then parts.port = port or scheme.port end
  return scheme
end

-- Returns the request with the parts of its url added; fields of the request itself take precedence.
local function with_parts(reqt)
  local request = parse(reqt.url, { scheme = "http", path = "/" })
  for name, value in pairs(reqt) do request[name] = value end
  if request.method == "" then request.method = nil end
  return request
end

local function proxy_of(request)
  local text = request.proxy or http.PROXY
  return text and parse(text, { scheme = "http" })
end

-- The request target: the whole URL for a proxy, else without the server (RFC 9112 3.2).
local function request_target(request, proxy)
  if request.uri then return request.uri end
  if proxy then return url.build(request) end
  return url.build {
    path = request.path,
    params = request.params,
    query = request.query,
    fragment = request.fragment,
  }
end

local function host_field(request, scheme)
  local host = tostring(request.host)
  if host:find(":") then host = "[" .. host .. "]" end
  if tostring(request.port) == tostring(scheme.port) then return host end
  return host .. ":" .. request.port
end

local function basic(user, password)
  return "Basic " .. (mime.b64(user .. ":" .. password))
end

-- The default header fields, then those of the request, which take precedence.
local function header_fields(request, scheme, proxy)
  local fields = {
    host = host_field(request, scheme),
    ["user-agent"] = http.USERAGENT,
    connection = "close, TE",
    te = "trailers",
  }
  if request.user and request.password then
    fields.authorization = basic(request.user, url.unescape(request.password))
  end
  if proxy and proxy.user and proxy.password then
    fields["proxy-authorization"] = basic(proxy.user, proxy.password)
  end
  for name, value in pairs(request.headers or {}) do fields[string.lower(name)] = value end
  if request.source and not fields["content-length"] then
    fields["transfer-encoding"] = fields["transfer-encoding"] or "chunked"
  end
  return fields
end

-- RFC 9110 6.4.1.
local function has_body(method, code)
  local informational = code >= 100 and code < 200
  return method ~= "HEAD" and not informational and code ~= 204 and code ~= 304
end

local REDIRECTIONS = { [301] = true, [302] = true, [303] = true, [307] = true }
local SAFE = { GET = true, HEAD = true }

-- Returns the URL of a redirection to follow, or nil. Unsafe methods are not repeated, nor is a source, which
-- yields its data once. A redirection from https to http is not followed.
local function redirection(request, code, location)
  if not REDIRECTIONS[code] or not location or not location:find("%S") then return nil end
  if request.redirect == false or request.source or not SAFE[request.method or "GET"] then return nil end
  local limit = request.maxredirects
  if limit == nil then limit = MAX_REDIRECTS end
  local may_follow = not limit or (request.nredirects or 0) < limit
  if not may_follow then return nil end
  local target = url.absolute(request.url or url.build(request), location)
  local scheme = (url.parse(target) or {}).scheme
  if scheme and not http.schemes[scheme] then return nil end
  if request.scheme == "https" and scheme ~= "https" then return nil end
  return target
end

local perform

local function follow(request, target, location)
  local result, code, fields, status = perform {
    url = target,
    sink = request.sink,
    headers = request.headers,
    proxy = request.proxy,
    maxredirects = request.maxredirects,
    nredirects = (request.nredirects or 0) + 1,
  }
  fields = fields or {}
  fields.location = fields.location or location
  return result, code, fields, status
end

function perform(reqt)
  local request = with_parts(reqt)
  local scheme = scheme_of(request)
  local proxy = proxy_of(request)
  local via = proxy and scheme_of(proxy, PROXY_PORT) or scheme
  local server = proxy or request
  local fields = header_fields(request, scheme, proxy)

  local h = http.open(server.host, server.port, request.create or via.create(request))
  h:sendrequestline(request.method, request_target(request, proxy))
  h:sendheaders(fields)
  if request.source then h:sendbody(fields, request.source, request.step) end

  local code, status = h:receivestatusline()
  if not code then
    h:receive09body(status, request.sink, request.step)
    return 1, 200
  end
  -- RFC 9110 15.2.1: after 100 (Continue) the final response follows.
  while code == 100 do
    h:receiveheaders()
    code, status = h:receivestatusline()
    h.try(code, status)
  end
  fields = h:receiveheaders()
  local target = redirection(request, code, fields.location)
  if target then
    h:close()
    return follow(request, target, fields.location)
  end
  if has_body(request.method, code) then h:receivebody(fields, request.sink, request.step) end
  h:close()
  return 1, code, fields, status
end

-- The request table of the simple form. Its target collects the response body.
function http.genericform(address, body)
  local target = {}
  local reqt = { url = address, sink = ltn12.sink.table(target), target = target }
  if body then
    reqt.method = "POST"
    reqt.source = ltn12.source.string(body)
    reqt.headers = {
      ["content-length"] = string.len(body),
      ["content-type"] = "application/x-www-form-urlencoded",
    }
  end
  return reqt
end

http.request = socket.protect(function(reqt, body)
  if type(reqt) ~= "string" then return perform(reqt) end
  reqt = http.genericform(reqt, body)
  local _, code, fields, status = perform(reqt)
  return table.concat(reqt.target), code, fields, status
end)

return http
