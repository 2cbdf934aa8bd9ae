-- Chained filters may give several chunks for one, and hold back until the end
local ltn12 = require "ltn12"
local t = require "prelude"

-- Gives one byte at a time; what was given before it holds back as often as `keep` says.
local function byte_by_byte(keep)
  local held = ""
  return function(chunk)
    if chunk then
      held = held .. chunk
      if #held <= keep then return "" end
    elseif held == "" then
      return nil
    end
    local out = held:sub(1, 1)
    held = held:sub(2)
    return out
  end
end
local function upper(chunk)
  return chunk and chunk:upper()
end

local function run(label, ...)
  local filter = ltn12.filter.chain(...)
  local source = ltn12.source.chain(ltn12.source.table { "ab", "", "cde", "f" }, filter)
  for i = 1, 8 do
    local chunk, err = source()
    t.show(label .. " " .. i, chunk, err)
    if not chunk then break end
  end
end
run("one", upper)
run("two", upper, upper)
run("parts", byte_by_byte(0), upper)
run("holds", byte_by_byte(2), upper)
run("upper first", upper, byte_by_byte(3))
run("both hold", byte_by_byte(1), byte_by_byte(2))
run("three", byte_by_byte(1), upper, byte_by_byte(1))

local filter = ltn12.filter.chain(upper, byte_by_byte(9), upper)
t.show("nothing yet", filter("abc"))
for i = 1, 5 do
  t.show("end " .. i, filter(nil))
end
