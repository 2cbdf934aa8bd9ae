-- echo-server.lua: one task for each client; echoes lines until one is "quit"
local socket = require "socket"
local tasks = require "luasocket.tasks"

local server = assert(socket.bind("127.0.0.1", 0, 4096))
local _, port = server:getsockname()
io.stdout:write("PORT ", port, "\n")
io.stdout:flush()

local function serve(client)
  client:setoption("tcp-nodelay", true)
  while true do
    local line = client:receive("*l")
    if not line then break end
    if line == "quit" then os.exit(0) end
    client:send(line .. "\n")
  end
  client:close()
end

while true do tasks.spawn(serve, assert(server:accept())) end
