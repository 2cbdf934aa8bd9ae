-- Prints what a web server has at a path, byte for byte.
--
--   luasocket examples/http-get.lua 127.0.0.1 8080 /

local socket = require "socket"

local host, port, path = arg[1], arg[2], arg[3] or "/"
if not port then
  io.stderr:write("usage: http-get.lua host port [path]\n")
  os.exit(2)
end

-- Ends the program with the reason why something could not be had.
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

must(client:receive("*l")) -- the status line: any answer is printed
local headers = {}
for line in function() return must(client:receive("*l")) end do
  if line == "" then break end
  local name, value = line:match("^([^:]+):%s*(.-)%s*$")
  if name then headers[name:lower()] = value:lower() end
end

-- Copies so many bytes in pieces, so that a large body never stands in memory as a whole.
local function copy(size)
  while size > 0 do
    local piece = must(client:receive(math.min(size, 65536)))
    io.write(piece)
    size = size - #piece
  end
end

if headers["transfer-encoding"] == "chunked" then
  repeat
    local size = tonumber(must(client:receive("*l")):match("^%x+"), 16)
    copy(must(size, "a chunk has no size"))
    must(client:receive("*l")) -- ends a chunk; behind the last one, the trailer begins
  until size == 0
elseif headers["content-length"] then
  copy(tonumber(headers["content-length"]))
else
  repeat
    local piece, err, partial = client:receive(65536)
    io.write(piece or partial)
    if err and err ~= "closed" then must(nil, err) end
  until err
end
client:close()
