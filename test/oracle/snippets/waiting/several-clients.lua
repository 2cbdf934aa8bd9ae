-- One thread serves three clients with select
-- peer
local socket = require "socket"
local t = require "prelude"
local remote, client = t.peer()
local server, port = t.listen()
remote(([[
  local c = {}
  for i = 1, 3 do c[i] = socket.connect("127.0.0.1", %d) end
  for round = 1, 3 do
    for i = 1, 3 do c[i]:send("client " .. i .. " round " .. round .. "\n") end
    for i = 1, 3 do data:send(c[i]:receive() .. "\n") end
  end
  for i = 1, 3 do c[i]:close() end
  data:close()
]]):format(port))
local objects, served = { server }, 0
repeat
  for _, s in ipairs((socket.select(objects, nil, 5))) do
    if s == server then
      objects[#objects + 1] = server:accept()
    else
      local line, err = s:receive()
      if line then
        s:send(line .. " served\n")
        served = served + 1
      elseif err == "closed" then
        for i = #objects, 1, -1 do
          if objects[i] == s then
            table.remove(objects, i)
          end
        end
        s:close()
      end
    end
  end
until served == 9 and #objects == 1
t.show("what the clients got", client:receive("*a"))
