-- echo-server.lua: one coroutine for each client; echoes lines until one is "quit"
local copas = require "copas"
local socket = require "socket"
local server = assert(socket.bind("127.0.0.1", 0, 4096))
local _, port = server:getsockname()
print("PORT " .. port)
io.stdout:flush()
copas.addserver(server, function(connection)
  connection:setoption("tcp-nodelay", true)
  local client = copas.wrap(connection)
  while true do
    local line = client:receive("*l")
    if not line then break end
    if line == "quit" then os.exit(0) end
    client:send(line .. "\n")
  end
end)
copas.loop()
