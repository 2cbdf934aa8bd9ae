-- A server in an event loop: one task for each client, which echoes lines. "memory" is answered with what Lua uses.
local socket = require "socket"
local tasks = require "luasocket.tasks"

local function serve(client)
  client:setoption("tcp-nodelay", true)
  local line = client:receive()
  while line do
    if line == "memory" then
      collectgarbage()
      collectgarbage()
      line = ("%.0f"):format(collectgarbage("count"))
    end
    client:send(line .. "\n")
    line = client:receive()
  end
  client:close()
end

local server = assert(socket.bind("127.0.0.1", 0, 4096))
local ip, port = server:getsockname()
io.stdout:write("port ", ("%d"):format(port), ".\n")
io.stdout:flush()
while true do tasks.spawn(serve, assert(server:accept())) end
