-- Sockets may wait inside callbacks, metamethods, iterators and coroutines
-- peer
local t = require "prelude"
local remote, client = t.peer()
remote [[ for i = 1, 13 do socket.sleep(0.01) data:send("line " .. i .. "\n") end ]]
t.show("gsub", (("a b c"):gsub("%a", function() return (client:receive()) end)))
local list = { 3, 1, 2 }
local lines = {}
table.sort(list, function(a, b)
  if #lines < 2 then
    lines[#lines + 1] = client:receive()
  end
  return a < b
end)
t.show("sort", list, lines)
t.show("__index", setmetatable({}, { __index = function() return (client:receive()) end }).field)
t.show("__concat", setmetatable({}, { __concat = function() return (client:receive()) end }) .. "")
local count = 0
for line in function() return (client:receive()) end do
  t.show("iterator", line)
  count = count + 1
  if count == 2 then
    break
  end
end
t.show("coroutine", coroutine.wrap(function() return client:receive() end)())
t.show("pcall in a coroutine", coroutine.wrap(function() return pcall(client.receive, client) end)())
local loaded = (loadstring or load)("return (...):receive()")
t.show("loaded code", loaded(client))
t.show("last", client:receive())
