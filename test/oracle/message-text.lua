-- The text of a message without what differs from run to run: time, version, boundaries, the order of fields.
local text = {}

local boundaries, count = {}, 0

local function boundary(number)
  if not boundaries[number] then
    count = count + 1
    boundaries[number] = count
  end
  return "<boundary " .. boundaries[number] .. ">"
end

local function is_header(chunk)
  return chunk:match("^[%w-]+: [^\n]*\r\n") and chunk:sub(-4) == "\r\n\r\n"
end

local function sorted(header)
  local fields = {}
  for line in header:sub(1, -3):gmatch("[^\n]*\n") do
    fields[#fields + 1] = line
  end
  table.sort(fields)
  return table.concat(fields) .. "\r\n"
end

function text.normalise(chunk)
  if type(chunk) ~= "string" then return chunk end
  chunk = chunk
    :gsub("%a%a%a, %d%d %a%a%a %d%d%d%d %d%d:%d%d:%d%d", "<now>")
    :gsub("X%-Mailer: LuaSocket [%d.]+", "X-Mailer: LuaSocket <version>")
    :gsub("%d+==(%d%d%d%d%d)", boundary)
  return is_header(chunk) and sorted(chunk) or chunk
end

return text
