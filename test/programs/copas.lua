-- copas: a server with many clients in one program, all waiting at once.
local copas = require "copas"
local socket = require "socket"

local server = assert(socket.bind("127.0.0.1", 0))
local _, port = server:getsockname()
local CLIENTS, served, lines = 30, 0, {}

copas.addserver(server, function(connection)
  connection = copas.wrap(connection)
  while true do
    local line = connection:receive("*l")
    if not line then break end
    connection:send(line:upper() .. "\n")
  end
  served = served + 1
end)

for client = 1, CLIENTS do
  copas.addthread(function()
    local connection = assert(socket.tcp())
    connection:settimeout(0)
    copas.connect(connection, "127.0.0.1", port)
    connection = copas.wrap(connection)
    for round = 1, 5 do
      connection:send(("client %d line %d\n"):format(client, round))
      local line = connection:receive("*l")
      table.insert(lines, line)
    end
    connection:send(("x"):rep(200000) .. "\n")
    local large = connection:receive("*l")
    table.insert(lines, tostring(#large))
    connection.socket:close()
  end)
end

local deadline = socket.gettime() + 30
while served < CLIENTS and socket.gettime() < deadline do copas.step(1) end
table.sort(lines)
print(served, #lines)
print(table.concat(lines, "\n"))
