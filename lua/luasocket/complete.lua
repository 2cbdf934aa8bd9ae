-- Completion of a line of Lua: names of variables and fields, keywords. It calls no code of the program; of
-- metatables it uses only an __index that is a table.

local keywords = {
  "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in", "local", "nil", "not", "or",
  "repeat", "return", "then", "true", "until", "while",
}
local getmetatable = debug.getmetatable

-- The __index table of a value, or nil.
local function behind(value)
  local metatable = getmetatable(value)
  local index = type(metatable) == "table" and rawget(metatable, "__index")
  return type(index) == "table" and index or nil
end

-- A field of a value, if it can be read without a call.
local function field(value, name)
  for _ = 1, 10 do
    if value == nil then return nil end
    if type(value) == "table" and rawget(value, name) ~= nil then return rawget(value, name) end
    value = behind(value)
  end
end

local function collect(value, prefix, wanted, names)
  for _ = 1, 10 do
    if value == nil then return end
    if type(value) == "table" then
      for name, content in next, value do
        local fits = type(name) == "string" and name:sub(1, #prefix) == prefix and name:find("^[%a_][%w_]*$")
        if fits and (not wanted or type(content) == wanted) then names[name] = true end
      end
    end
    value = behind(value)
  end
end

-- Returns the completed part, at the end of the line, and the list of its completions.
return function(line)
  local path = line:match("[%a_][%w_.:]*$")
  if not path then return "", {} end
  local owner, separator, prefix = path:match("^(.*)([.:])([%w_]*)$")
  local value, names = _G, {}
  if owner then
    for name in owner:gmatch("[%w_]+") do
      value = field(value, name)
    end
  else
    prefix = path
    for _, keyword in ipairs(keywords) do
      if keyword:sub(1, #prefix) == prefix then names[keyword] = true end
    end
  end
  collect(value, prefix, separator == ":" and "function" or nil, names)
  local list = {}
  for name in pairs(names) do
    list[#list + 1] = owner and owner .. separator .. name or name
  end
  table.sort(list)
  return path, list
end
