-- Prints the response body of a web server, byte for byte, with any status: as curl does.
--
--   luasocket examples/http-get.lua 127.0.0.1 8080 /

local socket = require "socket"

local host, port, path = arg[1], arg[2], arg[3] or "/"
if not port then
  io.stderr:write("usage: http-get.lua host port [path]\n")
  os.exit(2)
end

-- Ends the program with the reason of a failure.
local function must(value, reason)
  if value then return value end
  io.stderr:write("http-get: ", tostring(reason), "\n")
  os.exit(1)
end

local client = must(socket.connect(host, port))
client:settimeout(10)
must(client:send(table.concat({
  "GET " .. path .. " HTTP/1.1",
  "Host: " .. host .. ":" .. port,
  "Connection: close",
  "", "",
}, "\r\n")))

-- Receives a status and its headers. Names are lower case.
local function head()
  local status = must(must(client:receive("*l")):match("^HTTP/%d%.?%d? (%d+)"), "this is not HTTP")
  local headers = {}
  for line in function() return must(client:receive("*l")) end do
    if line == "" then return tonumber(status), headers end
    local name, value = line:match("^([^:]+):%s*(.-)%s*$")
    if name then headers[name:lower()] = value:lower() end
  end
end

local status, headers
repeat status, headers = head() until status >= 200 -- skips informational responses

-- Copies a number of bytes in pieces, so that a large body is never in memory as a whole.
local function copy(size)
  while size > 0 do
    local piece, err, partial = client:receive(math.min(size, 65536))
    io.write(piece or partial) -- prints the received part even if the rest never arrives
    must(piece, err)
    size = size - #piece
  end
end

if headers["transfer-encoding"] == "chunked" then
  repeat
    local digits = must(must(client:receive("*l")):match("^%x+"), "a chunk has no size")
    local size = tonumber(digits, 16)
    copy(size)
    must(client:receive("*l")) -- ends a chunk; the trailer follows the last one
  until size == 0
elseif headers["content-length"] then
  copy(must(tonumber(headers["content-length"]), "the length is no number"))
else
  repeat
    local piece, err, partial = client:receive(65536)
    io.write(piece or partial)
    if err and err ~= "closed" then must(nil, err) end
  until err
end
client:close()
