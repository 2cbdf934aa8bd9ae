local debuggee = require "debuggee"
debuggee.start(tonumber(arg[1]))

local function double(n)
  local result = n * 2
  return result
end

local total = 0
for i = 1, 3 do
  total = total + double(i)
end

local thread = coroutine.create(function(a)
  debuggee.on()
  local b = a + 1
  return b
end)
print(total, select(2, coroutine.resume(thread, 41)))
