-- Runs the calls of same-calls.ts with the C LuaSocket: each input line is a chunk, each answer a line of JSON with
-- all results, or the error.
local socket = require("socket")
socket.unix = require("socket.unix")

h = { [0] = socket } -- what chunks call objects by
local count, known = 0, setmetatable({}, { __mode = "k" })

local function handle(value)
  if not known[value] then
    count = count + 1
    known[value], h[count] = count, value
  end
  return known[value]
end

local function text(s)
  return '"' .. s:gsub('[%c"\\\128-\255]', function(c) return ("\\u%04x"):format(c:byte()) end) .. '"'
end

local json

local function isobject(value)
  if type(value) == "userdata" or type(value) == "function" then return true end
  local meta = type(value) == "table" and getmetatable(value)
  return meta and meta.__call
end

local function tablejson(t)
  local parts = {}
  if t[1] ~= nil or next(t) == nil then
    for i, value in ipairs(t) do parts[i] = json(value) end
    return "[" .. table.concat(parts, ",") .. "]"
  end
  for key, value in pairs(t) do
    if type(key) == "string" then parts[#parts + 1] = text(key) .. ":" .. json(value) end
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

function json(value)
  if value == nil then return "null" end
  if type(value) == "string" then return text(value) end
  if type(value) == "number" then return ("%.17g"):format(value) end
  if type(value) == "boolean" then return tostring(value) end
  if isobject(value) then return ('{"handle":%d}'):format(handle(value)) end
  return tablejson(value)
end

local function answer(ok, ...)
  if not ok then
    local err = ...
    return json({ error = type(err) == "table" and tostring(err[1]) or tostring(err) })
  end
  local parts = {}
  for i = 1, select("#", ...) do parts[i] = json((select(i, ...))) end
  return "[" .. table.concat(parts, ",") .. "]"
end

-- Drops all objects of a scenario, so that their sockets close.
function forget()
  for id, object in pairs(h) do
    if id > 0 then
      if type(object) == "userdata" then object:close() end
      h[id] = nil
    end
  end
  collectgarbage()
end

local control = assert(socket.connect("127.0.0.1", arg[1]))
for chunk in function() return (control:receive("*l")) end do
  local f, err = load(chunk, "=chunk")
  control:send(answer(pcall(f or error, err)) .. "\n")
end
