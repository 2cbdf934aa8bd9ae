-- Echoes every client's lines.
--
--   luasocket examples/echo-server.lua [--one-by-one] [--clients N] [port]
--
-- Serves all clients at once with select; with --one-by-one, one after the other.
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

-- Sends all of the text. Yields while the buffer of a client that does not read is full.
local function send(client, text)
  local last, err, sent = client:send(text)
  while err == "timeout" do
    coroutine.yield("to write")
    last, err, sent = client:send(text, sent + 1)
  end
  return last
end

-- Serves one client to its end, in a coroutine that yields the event it waits for, also before each line, so
-- that others are served in between. Keeps an incomplete line as the prefix of its rest.
local function serve(client)
  local line, err, partial
  repeat
    coroutine.yield("to read")
    line, err, partial = client:receive("*l", partial)
    local left = line and not send(client, line .. "\n")
  until left or err and err ~= "timeout"
  if partial then send(client, partial) end -- a last line without an end
  client:close()
end

if one_by_one then
  while clients_left > 0 do
    local client = assert(server:accept()) -- without a timeout: its calls block
    local resume = coroutine.wrap(serve)
    while resume(client) do end
    clients_left = clients_left - 1
  end
  return
end

local threads, waits = {}, {} -- by client: the coroutine that serves it, and the event it waits for

local function resume(client)
  waits[client] = select(2, assert(coroutine.resume(threads[client], client)))
  if not waits[client] then
    threads[client] = nil
    clients_left = clients_left - 1
  end
end

while clients_left > 0 do
  local readers, writers = { server }, {}
  for client, wait in pairs(waits) do
    table.insert(wait == "to read" and readers or writers, client)
  end
  local readable, writable = socket.select(readers, writers)
  for _, ready in ipairs(readable) do
    if ready == server then
      local client = assert(server:accept())
      client:settimeout(0) -- no client may block the others
      threads[client] = coroutine.create(serve)
      resume(client)
    else
      resume(ready)
    end
  end
  for _, client in ipairs(writable) do resume(client) end
end
