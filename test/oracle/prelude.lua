-- What the snippets share: results printed exactly, connected pairs on loopback.
-- Only standard Lua and require "socket", so that any Lua 5.1 to 5.4 with any LuaSocket can run it.
local socket = require "socket"

local t = {}
t.unpack = table.unpack or unpack

local names = {} -- object -> name to print
local ports = {} -- tostring(port) -> name to print
local port_count = 0

-- From here on the port prints as <port 1>, <port 2>, ... in the order of registration.
function t.port(port)
  local key = tostring(port)
  if not ports[key] then
    port_count = port_count + 1
    ports[key] = "<port " .. port_count .. ">"
  end
  return port
end

-- From here on the object prints as this name.
function t.name(object, name)
  names[object] = name
  return object
end

local function checksum(s)
  local sum = 0
  for i = 1, #s do
    sum = (sum * 31 + s:byte(i)) % 16777213
  end
  return sum
end

local function quote(s)
  if ports[s] then
    return '"' .. ports[s] .. '"'
  end
  if #s > 200 then
    return string.format("<%d bytes, checksum %d>", #s, checksum(s))
  end
  return '"' .. s:gsub('[%c\\"\127-\255]', function(c)
    return string.format("\\%03d", c:byte())
  end) .. '"'
end

local function number(n)
  if n ~= n then
    return "nan"
  end
  local text = tostring(n)
  if math.type and math.type(n) == "float" then
    local whole = text:match("^(%d+)%.0$")
    return whole and ports[whole] and ports[whole] .. ".0" or text
  end
  return ports[text] or text
end

local function value(v, depth)
  local kind = type(v)
  if names[v] then
    return names[v]
  elseif kind == "string" then
    return quote(v)
  elseif kind == "number" then
    return number(v)
  elseif kind == "table" and depth < 3 then
    local fields = {}
    for key, field in pairs(v) do
      fields[#fields + 1] = "[" .. value(key, depth + 1) .. "]=" .. value(field, depth + 1)
    end
    table.sort(fields)
    return "{" .. table.concat(fields, ", ") .. "}"
  elseif kind == "userdata" then
    return (tostring(v):gsub(": .*", ""))
  elseif kind == "nil" or kind == "boolean" then
    return tostring(v)
  end
  return kind
end

-- All values, with their count: 3: nil, "timeout", "par"
function t.values(...)
  local count = select("#", ...)
  if count == 0 then
    return "0"
  end
  local texts = {}
  for i = 1, count do
    texts[i] = value((select(i, ...)), 1)
  end
  return count .. ": " .. table.concat(texts, ", ")
end

function t.show(label, ...)
  print(label .. " -> " .. t.values(...))
end

local function outcome(label, ok, ...)
  if ok then
    t.show(label, ...)
  else
    print(label .. " raises " .. t.values(...))
  end
end

-- Calls f through pcall and shows its results, or what it raises.
function t.call(label, f, ...)
  outcome(label, pcall(f, ...))
end

-- Shows a call's results and that it took at least so many seconds.
function t.waits(label, seconds, f, ...)
  local start = socket.gettime()
  local function after(...)
    local elapsed = socket.gettime() - start
    t.show(label, ...)
    print(label .. " waited >= " .. seconds .. ": " .. tostring(elapsed >= seconds))
  end
  after(f(...))
end

-- getsockname with its port as a string: the release gives a string, later versions a number.
function t.sockname(object)
  local ip, port, family = object:getsockname()
  if ip then
    port = tostring(port)
  end
  return ip, port, family
end

-- "open" for any real descriptor, since its number depends on what else the process has open.
function t.fd(object)
  local fd = object:getfd()
  return fd >= 0 and "open" or fd
end

-- A listening server and its port (a number).
function t.listen(host, backlog)
  local server = assert(socket.bind(host or "127.0.0.1", 0, backlog))
  server:settimeout(5)
  local _, port = server:getsockname()
  port = t.port(math.floor(tonumber(port)))
  return server, port
end

-- A connected client and the object that accept gave for it. No call on them waits more than 5 s.
function t.pair(host)
  local server, port = t.listen(host)
  local client = assert(socket.connect(host or "127.0.0.1", port))
  local peer = assert(server:accept())
  server:close()
  client:settimeout(5)
  peer:settimeout(5)
  return client, peer
end

-- For snippets with "-- peer" in their header. A function that lets the peer process run Lua code, without
-- waiting for it, and a client that is connected to what this code calls data.
function t.peer()
  local port = assert(tonumber(arg[1]), "the port of the peer process must be the first argument")
  local control = assert(socket.connect("127.0.0.1", port))
  local client = assert(socket.connect("127.0.0.1", port))
  return function(code)
    assert(control:send(code:gsub("\n", " ") .. "\n"))
  end, client
end

-- A port of 127.0.0.1 where nobody listens.
function t.unused_port()
  local server, port = t.listen()
  server:close()
  return port
end

-- Closes with a reset (RST) instead of an orderly end (FIN).
function t.rst(object)
  assert(object:setoption("linger", { on = true, timeout = 0 }))
  object:close()
end

-- Waits until the object has something to read: data, the end, or an error.
function t.arrive(object)
  local readable = socket.select({ object }, nil, 5)
  assert(readable[1] == object, "nothing arrived")
end

-- For snippets with "-- faults" in their header: from here on these calls fail, as test/faults/preload.c has it, and
-- no others.
function t.fault(...)
  socket.dns.toip("fault.none")
  for _, rule in ipairs { ... } do
    socket.dns.toip("fault." .. rule)
  end
end

-- How often a call has been made since the last t.fault.
function t.calls(name)
  local high, low = socket.dns.toip("fault.calls." .. name):match("(%d+)%.(%d+)$")
  return math.floor(high * 256 + low)
end

-- Ends the snippet where the loopback interface has no IPv6.
function t.need_ipv6()
  local probe = assert(socket.tcp6())
  local ok = probe:bind("::1", 0)
  probe:close()
  if not ok then
    print("skipped: no IPv6 loopback")
    os.exit(0)
  end
end

-- So many bytes in which every byte value and an odd period occur.
function t.pattern_data(size)
  local block = {}
  for i = 0, 255 do
    block[#block + 1] = string.char(i)
  end
  local text = table.concat(block) .. "0123456789abcdef-"
  return text:rep(math.floor(size / #text) + 1):sub(1, size)
end

return t
