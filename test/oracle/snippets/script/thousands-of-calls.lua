-- Thousands of socket calls in the main chunk, in pcall, in coroutines and in callbacks that cannot yield
-- fails
local t = require "prelude"
local socket = require "socket"
local client, peer = t.pair()

local function exchange(n)
  assert(client:send(n .. "\n") == #tostring(n) + 1)
  local line, err, partial = peer:receive("*l")
  assert(line == tostring(n) and err == nil and partial == nil)
  return tonumber(line)
end

local sum = 0
for n = 1, 3000 do sum = sum + exchange(n) end
print("main chunk", sum)

sum = 0
local ok, err = pcall(function()
  for n = 1, 3000 do sum = sum + exchange(n) end
  error("the end")
end)
print("pcall", sum, ok, err:match("the end"))

sum = 0
local co = coroutine.wrap(function()
  for n = 1, 6000 do
    sum = sum + exchange(n)
    if n % 1000 == 0 then coroutine.yield(n) end
  end
end)
repeat local n = co() until not n
print("coroutine", sum)

local numbers = {}
for n = 1, 2000 do numbers[n] = (n * 7919) % 2003 end
table.sort(numbers, function(a, b) exchange(a) return a < b end)
print("sort", numbers[1], numbers[1000], numbers[2000])

print("gsub", #(("x"):rep(5000):gsub("x", function() return exchange(1) end)))
print("metamethod", setmetatable({}, { __index = function(_, n)
  for i = 1, n do exchange(i) end
  return "done"
end })[5000])

print("yield", pcall(coroutine.yield, 1))
local main, is_main = coroutine.running()
print("running", type(main), is_main)
print(select("#", socket.select({ peer }, { client }, 0)))
for n = 1, 40000 do peer:dirty() end
error("this ends the script, with a traceback")
