-- For a sandbox: replaces the functions that load code by versions that load text only. They use nothing that a
-- program can change.
local BINARY_REFUSED = "attempt to load a binary chunk (mode is 't')"
local ESCAPE = 27
local is51 = _VERSION == "Lua 5.1"
local error, type, package = error, type, package
local byte, find, format, gsub = string.byte, string.find, string.format, string.gsub
local gmatch, select = string.gmatch, select
local loadany, loadfileany, loadstringany = load, loadfile, loadstring
local open, stdin = io.open, io.stdin
local read, close = stdin.read, stdin.close
local loadtextfile

if is51 then
  local function isbinary(text)
    return type(text) == "string" and byte(text, 1) == ESCAPE
  end

  function loadstring(text, ...)
    if isbinary(text) then return nil, BINARY_REFUSED end
    return loadstringany(text, ...)
  end

  -- The first piece decides between text and compiled code.
  function load(f, ...)
    if type(f) ~= "function" then return loadany(f, ...) end
    local isfirst, isrefused = true, false
    local chunk, message = loadany(function()
      local piece = not isrefused and f() or nil
      isrefused = isrefused or isfirst and isbinary(piece)
      isfirst = false
      if not isrefused then return piece end
    end, ...)
    if isrefused then return nil, BINARY_REFUSED end
    return chunk, message
  end

  function loadtextfile(filename)
    local file, message = stdin, nil
    if filename then file, message = open(filename, "rb") end
    if not file then return nil, "cannot open " .. message end
    local text
    text, message = read(file, "*a")
    if filename then close(file) end
    if not text then return nil, "cannot read " .. message end
    -- Remove a first line for the shell, but not its line feed, for the line numbers.
    if byte(text, 1) == 35 then text = gsub(text, "^[^\n]*", "") end
    if isbinary(text) then return nil, BINARY_REFUSED end
    return loadstringany(text, filename and "@" .. filename or "=stdin")
  end

  function loadfile(filename)
    return loadtextfile(filename)
  end
else
  local function textonly(mode)
    if type(mode) == "string" and not find(mode, "t", 1, true) then return "" end
    return "t"
  end

  function load(chunk, name, mode, ...)
    return loadany(chunk, name, textonly(mode), ...)
  end

  function loadfile(filename, mode, ...)
    return loadfileany(filename, textonly(mode), ...)
  end

  function loadtextfile(filename)
    return loadfileany(filename, "t")
  end
end

function dofile(filename)
  local chunk, message = loadtextfile(filename)
  if not chunk then error(message, 0) end
  return chunk()
end

-- As package.searchpath, which 5.1 lacks.
local function searchpath(name)
  local path = package.path
  if type(path) ~= "string" then error("'package.path' must be a string") end
  local tried = ""
  name = gsub(name, "%.", "/")
  for template in gmatch(path, "[^;]+") do
    local filename = gsub(template, "%?", (gsub(name, "%%", "%%%%")))
    local file = open(filename, "r")
    if file then
      close(file)
      return filename
    end
    tried = tried .. "\n\tno file '" .. filename .. "'"
  end
  -- 5.4 adds the start of the first line itself.
  return nil, is51 and tried or (gsub(tried, "^\n\t", ""))
end

local searchers = package.searchers or package.loaders
searchers[2] = function(name)
  local filename, message = searchpath(name)
  if not filename then return message end
  local chunk
  chunk, message = loadtextfile(filename)
  if not chunk then
    error(format("error loading module '%s' from file '%s':\n\t%s", name, filename, message), 0)
  end
  return chunk, filename
end

package.loadlib = nil

-- Remove functions that read or change the variables of other functions. getinfo stays, but does not return
-- functions: one on the stack may be the original load, which accepts compiled code.
local getinfo, running = debug.getinfo, coroutine.running
for name in pairs(debug) do
  if name ~= "traceback" then debug[name] = nil end
end

local function withoutfunction(info)
  if type(info) == "table" then info.func = nil end
  return info
end

-- The wrapper below adds one stack level.
local function below(level)
  return type(level) == "number" and level + 1 or level
end

function debug.getinfo(first, ...)
  if type(first) ~= "thread" then return withoutfunction((getinfo(below(first), ...))) end
  local level = ...
  if first == running() then level = below(level) end
  return withoutfunction((getinfo(first, level, select(2, ...))))
end
