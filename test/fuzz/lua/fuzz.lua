-- Calls of LuaSocket and mime in Lua, made at random: of those from 0 up to a number, each so many-th, from one on.
-- Runs in Lua 5.4 and 5.1, blocking or as one of several tasks that share their sockets.
local host, seed, round, from, calls, step = ...

-- Our modules, whatever this machine has.
package.path = ""
local socket = require "socket"
-- Defold's LuaSocket has fewer modules.
local function optional(name)
  local ok, module = pcall(require, name)
  return ok and type(module) == "table" and module or nil
end
local unix = optional "socket.unix"
local core = optional "mime.core" or {}
local mime = core.b64 and optional "mime" or { encodet = {}, decodet = {}, wrapt = {} }
local url = optional "socket.url" or {}
local ltn12 = optional "ltn12" or { source = {}, sink = {}, filter = {} }
local unpack = table.unpack or unpack

-- Dice: each call has its own (Park and Miller; exact in doubles).
local state = 1
local function reseed(n)
  state = (seed * 7919 + round * 104729 + n * 1299709 + 12345) % 2147483646 + 1
  for _ = 1, 3 do state = state * 16807 % 2147483647 end
end
local function below(bound)
  state = state * 16807 % 2147483647
  return math.floor(state / 2147483647 * bound)
end
local function oneIn(count) return below(count) == 0 end
local function pick(list) return list[below(#list) + 1] end

local SLOTS = 16
FUZZED_SOCKETS = FUZZED_SOCKETS or {}
local sockets = FUZZED_SOCKETS
local depth = 0
local meddle

local function isSocket(value)
  return type(value) == "userdata" and tostring(value):find("^[a-z]+{") ~= nil
end

local function limited(object)
  -- Whatever settimeout was given before.
  object:settimeout(oneIn(10) and 0.0005 or 0)
  object:settimeout(-1, "t")
end

local function keep(object)
  for at = 1, SLOTS do if rawequal(sockets[at], object) then return end end
  limited(object)
  local at = below(SLOTS) + 1
  local before = sockets[at]
  -- Now and then one is lost to the collector.
  if before and not oneIn(30) then before:close() end
  sockets[at] = object
end

local function anySocket() return sockets[below(SLOTS) + 1] end

local long = ("long \195\169 "):rep(9000)
local inf = 1 / 0
local numbers = { 0, -0.0, 1, -1, 2, 3.5, -1.5, 255, 65535, 65536, 2 ^ 31 - 1, 2 ^ 31, -2 ^ 31, 2 ^ 32, 2 ^ 53, -2 ^ 53,
  2 ^ 63, 2 ^ 64, 1e300, -1e300, 5e-324, inf, -inf, inf - inf }
if math.maxinteger then
  for _, n in ipairs { math.maxinteger, math.mininteger, math.tointeger(7) } do numbers[#numbers + 1] = n end
end
local texts = { "", "*l", "*a", "*n", "*", "l", "5", "0x10", " 7 ", "-1", "1e3", "1e309", "nan", "\0", "a\0b", "b", "t",
  "r", "\255\254", "\237\160\128", "%s%n%p", "\r\n", "__gc", "__index", "a line\n", "=?x?=", "=\r\n=", "====", "QUJD",
  "QUJ=", "\r", "\n\r" }
local hosts = { "127.0.0.1", "::1", "localhost", "*", "", "0.0.0.0", "::", "127.1", "127.0.0.1\0", "\0", "a b", ":::",
  ("x"):rep(300), "\255" }
local options = { "keepalive", "linger", "reuseaddr", "reuseport", "tcp-nodelay", "tcp-keepidle", "tcp-keepintvl",
  "tcp-keepcnt", "recv-buffer-size", "send-buffer-size", "bindtodevice", "ipv6-v6only", "error", "tcp-defer-accept",
  "tcp-fastopen", "tcp-fastopen-connect", "dontroute", "broadcast", "ip-multicast-if", "ip-multicast-ttl",
  "ip-multicast-loop", "ipv6-unicast-hops", "ipv6-multicast-hops", "ipv6-multicast-loop", "ip-add-membership",
  "ip-drop-membership", "ipv6-add-membership", "ipv6-drop-membership", "", "__index" }

-- A table, or a proxy, that does something whenever Lua looks at it.
local function trap()
  local function answer()
    meddle()
    if oneIn(6) then error("trap", 0) end
    if oneIn(30) then error(setmetatable({}, { __tostring = function() error("trap in trap", 0) end }), 0) end
    -- No number here may be a descriptor, or so many seconds that a close lingers.
    return pick { 0.5, "x", "127.0.0.1", true, false, inf - inf }
  end
  local meta = {
    __index = function(_, name)
      if oneIn(3) then return answer end
      return answer(name)
    end,
    __newindex = answer, __call = answer, __len = answer, __concat = answer, __unm = answer, __eq = answer,
    __lt = answer, __le = answer, __add = answer, __name = pick { "trap", 5, false }, __close = answer,
    __tostring = function() return pick { "trap", answer(), 5 } end,
    __gc = function() pcall(answer) end,
  }
  return setmetatable({}, meta)
end

local function callable()
  local kind = below(7)
  if kind == 0 then return function() error("callable", 0) end end
  if kind == 1 then return function() return nil, "failed", "partial" end end
  if kind == 2 then return function(...) return ... end end
  if kind == 3 then return coroutine.wrap(function() while true do coroutine.yield(1) end end) end
  if kind == 4 then return host.callback end
  if kind == 5 then return pick { host.raises, host.later } end
  return function()
    meddle()
    return pick { 1, "chunk", false }
  end
end

local function any()
  local kind = below(15)
  if kind == 0 then return nil end
  if kind == 1 then return oneIn(2) end
  if kind <= 4 then return pick(numbers) end
  if kind <= 6 then return pick(texts) end
  if kind == 7 then return long end
  if kind == 8 then return callable() end
  if kind == 9 then return coroutine.create(function(...) return callable()(...) end) end
  if kind == 10 then return io.stdout end
  if kind == 11 then return host.object end
  if kind == 12 then return anySocket() end
  if kind == 13 then return pick { {}, { 1, "x" }, { n = 3 }, { [0] = 1 }, socket, string } end
  return trap()
end

local makers = {}
makers.any = any
function makers.brief() return pick { 0, 0, 0.0001, inf - inf, "0", "x", {}, true, -0.0 } end
function makers.seconds() return pick { 0, 0.0001, inf - inf, "0.0001", "x", {}, true } end
function makers.data()
  if oneIn(4) then return any() end
  return pick { long, "a line\n", "two\nlines\n", 12.5, texts[below(#texts) + 1] }
end
makers.count = function()
  if oneIn(4) then return any() end
  return pick { 0, 1, 5, 100, "3", pick(numbers) }
end
function makers.pattern()
  if oneIn(4) then return any() end
  return pick { "*l", "*a", 0, 1, 5, 1000, "7" }
end
function makers.host()
  if oneIn(8) then
    local value = any()
    -- What might be the number of another host's address becomes this host's.
    if tonumber(value) then return "127.0.0.1" end
    return value
  end
  if oneIn(3) then return pick(hosts) end
  return "127.0.0.1"
end
local function portOf(object)
  if not object then return 0 end
  local ok, _, port = pcall(object.getsockname, object)
  return ok and tonumber(port) or 0
end
local function badPort() return pick { -1, 65536, 1e9, inf - inf, "", "x", "0x1", "\0", {}, true, trap(), long } end
function makers.port()
  if oneIn(6) then return badPort() end
  return portOf(anySocket())
end
function makers.safeport()
  if oneIn(4) then return badPort() end
  return host.drainPort()
end
function makers.path()
  local kind = below(5)
  if kind == 0 then return "\0luasocket-fuzz-lua-" .. below(50) .. host.name end
  if kind == 1 then return pick { "", "\0", ("x"):rep(107), ("x"):rep(108), ("x"):rep(5000), "a\0b" } end
  if kind == 2 then return pick { true, {}, trap() } end
  if kind == 3 then return host.freshPath() end
  local object = anySocket()
  if not object then return "" end
  local ok, name = pcall(object.getsockname, object)
  return ok and type(name) == "string" and not name:find("^%d") and name or ""
end
function makers.option() return oneIn(6) and any() or pick(options) end
function makers.optionvalue()
  local kind = below(5)
  if kind == 0 then return oneIn(2) end
  if kind == 1 then return any() end
  -- A close that lingers blocks, as the system has it; so no more than a moment of that.
  if kind == 2 then return { on = oneIn(2), timeout = pick { 0, 0.5, inf - inf } } end
  if kind == 3 then
    return { multiaddr = pick { "239.1.2.3", "ff02::1234", "x", "\0", "" },
      interface = pick { "127.0.0.1", 1, "x", -1, 1e300, "\0" } }
  end
  return pick(numbers)
end
function makers.fd()
  if oneIn(2) then return host.freshDescriptor() end
  return pick { -1, "-1", inf - inf, 2 ^ 31, 1e300, "", "x", {}, 2 ^ 31 - 1 }
end
function makers.limits()
  if oneIn(4) then return any() end
  local limits = {}
  for _ = 1, below(4) do
    limits[pick { "line", "all", "count", "lines", 1, true, long }] = oneIn(3) and any() or pick { 0, 3, 100, false, pick(numbers) }
  end
  return limits
end
function makers.mode() return oneIn(4) and any() or pick { "both", "send", "receive" } end
function makers.timemode() return oneIn(4) and any() or pick { "b", "t", "r" } end
function makers.list()
  if oneIn(5) then return any() end
  local list = {}
  for at = 1, below(8) do list[at] = oneIn(6) and any() or anySocket() end
  return list
end
function makers.callable() return oneIn(5) and any() or callable() end
function makers.socket() return oneIn(5) and any() or anySocket() end
function makers.way() return pick { "by-length", "until-closed", "default", "close-when-done", "keep-open", any() } end
function makers.encoding() return pick { "base64", "quoted-printable", "x", any() } end

local NAME = { "host", "port" }
local methods = {
  accept = {}, bind = NAME, close = {}, connect = NAME, dirty = {}, getfamily = {}, getfd = {}, getlimits = {}, getoption = { "option" },
  getpeername = {}, getsockname = {}, getstats = {}, gettimeout = {}, listen = { "count" },
  receive = { "pattern", "data" }, receivefrom = { "count" }, send = { "data", "count", "count" },
  sendto = { "data", "host", "port" }, setfd = { "fd" }, setlimits = { "limits" }, setoption = { "option", "optionvalue" }, setpeername = NAME,
  setsockname = NAME, setstats = { "count", "count", "count" }, settimeout = { "seconds", "timemode" },
  shutdown = { "mode" }, __tostring = {}, class = {},
}
local byPath = { bind = { "path" }, connect = { "path" }, setpeername = { "path" }, setsockname = { "path" },
  sendto = { "data", "path" } }
local methodNames = {}
for name in pairs(methods) do methodNames[#methodNames + 1] = name end
table.sort(methodNames)

local CONNECT = { "host", "safeport", "host", "port", "any" }
local places = {
  ["socket.bind"] = { "host", "port", "count" }, ["socket.connect"] = CONNECT, ["socket.connect4"] = CONNECT,
  ["socket.connect6"] = CONNECT, ["socket.newtry"] = { "callable" }, ["socket.protect"] = { "callable" },
  ["socket.select"] = { "list", "list", "brief" }, ["socket.sink"] = { "way", "socket" },
  ["socket.source"] = { "way", "socket", "count" }, ["socket.sleep"] = { "brief" },
  ["socket.skip"] = { "count", "any", "any" }, ["dns.toip"] = { "host" }, ["dns.tohostname"] = { "host" },
  ["dns.getaddrinfo"] = { "host" }, ["dns.getnameinfo"] = { "host", "safeport" },
  ["core.b64"] = { "data", "data" }, ["core.unb64"] = { "data", "data" }, ["core.qp"] = { "data", "data", "data" },
  ["core.unqp"] = { "data", "data" }, ["core.qpwrp"] = { "count", "data", "count" },
  ["core.wrp"] = { "count", "data", "count" }, ["core.eol"] = { "count", "data", "data" },
  ["core.dot"] = { "count", "data" }, ["mime.encode"] = { "encoding", "any" }, ["mime.decode"] = { "encoding", "any" },
  ["mime.wrap"] = { "encoding", "count" }, ["mime.normalize"] = { "data" },
}
local ANY = { "any", "any", "any" }
local functions = {}
local function add(module, prefix)
  for name, value in pairs(module or {}) do
    -- These wait without a limit of their own, or read files that they are told of; a chain goes round until its filter
    -- has nothing more to give, which filters made here may never say.
    local isLeftOut = prefix == "sink" and (name == "file" or name == "chain") or name == "__unload"
    if type(value) == "function" and not isLeftOut then
      functions[#functions + 1] = { name = prefix .. "." .. name, call = value, places = places[prefix .. "." .. name] or ANY }
    end
  end
end
add(socket, "socket") add(socket.dns, "dns") add(socket.sinkt, "sinkt") add(socket.sourcet, "sourcet")
add(core, "core") add(mime, "mime") add(mime.encodet, "encodet") add(mime.decodet, "decodet") add(mime.wrapt, "wrapt")
add(url, "url") add(ltn12.source, "source") add(ltn12.sink, "sink") add(ltn12.filter, "filter")
for _, name in ipairs(unix and { "stream", "dgram", "tcp", "udp" } or {}) do
  functions[#functions + 1] = { name = "unix." .. name, call = unix[name], places = ANY }
end
table.sort(functions, function(a, b) return a.name < b.name end)

local function arguments(list)
  local args, count = {}, #list
  local isCut = oneIn(8) and list[#list] ~= "brief"
  if isCut then count = below(count + 1) end
  for at = 1, count do args[at] = makers[list[at]]() end
  -- Behind the others: in the place of a descriptor it would be anybody's.
  if not isCut and oneIn(30) then count = count + 1 args[count] = any() end
  return args, count
end

local function words(value)
  if type(value) == "string" then return ("%q"):format(#value > 40 and value:sub(1, 40) .. "..." or value) end
  if type(value) == "number" or type(value) == "nil" or type(value) == "boolean" then return tostring(value) end
  return "a " .. type(value)
end
local function say(name, args, count)
  if not host.wantsWords then return end
  local all = {}
  for at = 1, count do all[at] = words(args[at]) end
  host.says(name .. "(" .. table.concat(all, ", ") .. ")")
end

local make

local function take(ok, ...)
  if not ok then
    host.check((...))
    return
  end
  for at = 1, math.min(select("#", ...), 10) do
    local value = select(at, ...)
    if isSocket(value) then keep(value)
    elseif type(value) == "function" and depth < 2 then
      depth = depth + 1
      for _ = 1, below(3) do
        local args, count = arguments { "data", "any" }
        make(value, args, count)
      end
      depth = depth - 1
    end
  end
end

function make(call, args, count)
  local kind = below(12)
  if kind == 0 then
    -- From within a coroutine, and one in that.
    return take(pcall(coroutine.wrap(function()
      return coroutine.wrap(function() return call(unpack(args, 1, count)) end)()
    end)))
  end
  -- From within a call of JavaScript's.
  if kind == 1 then return take(pcall(host.calls, function() return call(unpack(args, 1, count)) end)) end
  -- Where a function of C is on the stack.
  if kind == 2 then
    return take(pcall(string.gsub, "x", "x", function()
      call(unpack(args, 1, count))
    end))
  end
  return take(pcall(call, unpack(args, 1, count)))
end

function meddle()
  if depth >= 2 then return end
  depth = depth + 1
  local object = anySocket()
  if object then
    pcall(limited, object)
    local act = below(9)
    if host.wantsWords then host.says("    meanwhile " .. act .. " on " .. tostring(object)) end
    if act == 0 then object:close()
    elseif act == 1 then pcall(object.receive, object, pick { "*l", "*a", 1, 0 })
    elseif act == 2 then pcall(object.send, object, "meddled\n")
    elseif act == 3 then pcall(socket.select, { object }, { object }, 0)
    elseif act == 4 then
      local ok, client = pcall(object.accept, object)
      if ok and client then keep(client) end
    elseif act == 5 then collectgarbage(oneIn(20) and "collect" or "step")
    elseif act == 6 then pcall(object.receivefrom, object)
    elseif act == 7 then pcall(object.setoption, object, "keepalive", true)
    else host.callback() end
  end
  depth = depth - 1
end

local function open()
  local kind = below(unix and 7 or 5)
  if host.wantsWords then host.says("open " .. kind) end
  if kind == 0 then
    keep(socket.tcp()) keep(socket.tcp6())
  elseif kind == 1 then
    keep(socket.udp()) keep(socket.udp6())
  elseif kind <= 3 then
    local server = socket.tcp()
    assert(server:bind("127.0.0.1", 0))
    assert(server:listen(5))
    local client = assert(socket.connect("127.0.0.1", portOf(server)))
    local peer = assert(server:accept())
    keep(server) keep(client) keep(peer)
  elseif kind == 4 then
    local one, other = socket.udp(), socket.udp()
    one:setsockname("127.0.0.1", 0)
    other:setpeername("127.0.0.1", portOf(one))
    keep(one) keep(other)
  elseif kind == 5 then
    local server, client, path = unix.stream(), unix.stream(), host.freshPath()
    assert(server:bind(path)) assert(server:listen(5)) assert(client:connect(path))
    keep(assert(server:accept())) keep(server) keep(client)
  else
    local one, other, path = unix.dgram(), unix.dgram(), host.freshPath()
    assert(one:bind(path)) assert(other:connect(path))
    keep(one) keep(other)
  end
end

local function callMethodNamed(object, name)
  local method = object[name] or function() return tostring(object) end
  local isPath = tostring(object):find("^unix")
  local args, count = arguments(isPath and byPath[name] or methods[name])
  say(tostring(object) .. ":" .. name, args, count)
  limited(object)
  local before = name == "setfd" and object:getfd() or -1
  local identity = before >= 0 and host.identityOf(before) or nil
  local all = { object }
  for at = 1, count do all[at + 1] = args[at] end
  -- Now and then on another object, or on what is none.
  if oneIn(50) and name ~= "setfd" then all[1] = any() end
  if type(method) == "function" then make(method, all, count + 1) end
  -- A source or a sink over it, called later, would wait as long as it was told to.
  limited(object)
  if before >= 0 and object:getfd() ~= before then
    -- setfd leaves the one before to its caller.
    host.close(before, identity)
  end
end

local function callMethod()
  local object = anySocket()
  if not object then return end
  local name = oneIn(3) and pick { "receive", "send", "sendto", "receivefrom", "setoption" } or pick(methodNames)
  -- Any call may let other tasks go on, and a descriptor that is nobody's, or was looked at before, may be another one
  -- then; below a function of JavaScript's none does.
  if name == "setfd" then host.calls(function() callMethodNamed(object, name) end)
  else callMethodNamed(object, name) end
end

for call = from, calls - 1, step do
  if host.begins(call) then
    reseed(call)
    local choice = below(100)
    if choice < 6 or call < 8 then
      open()
    elseif choice < 30 then
      local fn = pick(functions)
      local args, count = arguments(fn.places)
      say(fn.name, args, count)
      make(fn.call, args, count)
    elseif choice < 32 then collectgarbage("step", 100)
    else callMethod() end
    host.ends()
  end
end

for at = 1, SLOTS do
  if sockets[at] then sockets[at]:close() end
  sockets[at] = nil
end
collectgarbage()
collectgarbage()
