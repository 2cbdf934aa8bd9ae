-- Gives every client back its lines.
--
--   luasocket examples/echo-server.lua [--one-by-one] [--clients N] [port]
--
-- Serves all clients at once with select; with --one-by-one, each after the one before has left.
-- Ends after N clients; without --clients, never.

local socket = require "socket"

local one_by_one, clients_left, port = false, math.huge, 0
local i = 1
while arg[i] do
  if arg[i] == "--one-by-one" then one_by_one = true
  elseif arg[i] == "--clients" then i = i + 1; clients_left = tonumber(arg[i])
  else port = arg[i] end
  i = i + 1
end

local server = assert(socket.bind("127.0.0.1", port))
print("listening on " .. table.concat({ server:getsockname() }, " ", 1, 2))
io.stdout:flush()

local partials = {} -- what has come of the line that a client is at

-- Gives back the next line, if all of it is there. False: the client has left.
local function echo(client)
  local line, err, partial = client:receive("*l", partials[client])
  partials[client] = err == "timeout" and partial or nil
  if err == "timeout" then return true end
  if line and client:send(line .. "\n") then return true end
  if partial then client:send(partial) end -- a last line without an end
  client:close()
  return false
end

if one_by_one then
  while clients_left > 0 do
    local client = assert(server:accept())
    while echo(client) do end
    clients_left = clients_left - 1
  end
  return
end

local sockets = { server }
local function forget(client)
  for index, known in ipairs(sockets) do
    if known == client then return table.remove(sockets, index) end
  end
end

while clients_left > 0 do
  for _, ready in ipairs((socket.select(sockets, nil))) do
    if ready == server then
      local client = assert(server:accept())
      client:settimeout(0) -- half a line from one client must not keep the others waiting
      sockets[#sockets + 1] = client
    elseif not echo(ready) then
      forget(ready)
      clients_left = clients_left - 1
    end
  end
end
