-- Filters of a chain are asked for more only when they may have it
local ltn12 = require "ltn12"
local t = require "prelude"

local calls
local function traced(name, keep)
  local held = ""
  return function(chunk)
    calls[#calls + 1] = name .. ":" .. tostring(chunk)
    if chunk then
      held = held .. chunk
    elseif held == "" then
      return nil
    end
    if chunk and #held <= keep then return "" end
    local out = held:sub(1, 2)
    held = held:sub(3)
    return out
  end
end

local function run(label, ...)
  calls = {}
  local out = {}
  local filter = ltn12.filter.chain(...)
  t.show(label, ltn12.pump.all(ltn12.source.table { "abc", "de", "", "fghij" }, ltn12.sink.chain(filter, (ltn12.sink.table(out)))))
  print(table.concat(calls, " "), table.concat(out, "|"))
  calls, out = {}, {}
  filter = ltn12.filter.chain(...)
  ltn12.pump.all(ltn12.source.chain(ltn12.source.table { "abc", "de", "fghij" }, filter), (ltn12.sink.table(out)))
  print(table.concat(calls, " "), table.concat(out, "|"))
end
run("one", traced("a", 0))
run("two", traced("a", 0), traced("b", 0))
run("holding", traced("a", 3), traced("b", 1))
run("three", traced("a", 1), traced("b", 4), traced("c", 0))
