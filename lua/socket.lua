-- The module "socket": adds its functions to the table of "socket.core", so that both modules are the same table.
local socket, bind = ...

socket.bind = bind

socket.BLOCKSIZE = 2048
socket.try = socket.newtry()

function socket.connect4(address, port, locaddr, locport)
  return socket.connect(address, port, locaddr, locport, "inet")
end

function socket.connect6(address, port, locaddr, locport)
  return socket.connect(address, port, locaddr, locport, "inet6")
end

socket.choose = require "luasocket.choose"

-- Sinks and sources are callable, and select accepts them in place of their socket.
local function callable(sock, call)
  return setmetatable({
    getfd = function() return sock:getfd() end,
    dirty = function() return sock:dirty() end,
  }, { __call = call })
end

local sinks, sources = {}, {}

sinks["close-when-done"] = function(sock)
  return callable(sock, function(_, chunk)
    if chunk then return sock:send(chunk) end
    sock:close()
    return 1
  end)
end

sinks["keep-open"] = function(sock)
  return callable(sock, function(_, chunk)
    if chunk then return sock:send(chunk) end
    return 1
  end)
end

sinks["default"] = sinks["keep-open"]

sources["by-length"] = function(sock, length)
  return callable(sock, function()
    if length <= 0 then return nil end
    local chunk, err = sock:receive(math.min(socket.BLOCKSIZE, length))
    if err then return nil, err end
    length = length - #chunk
    return chunk
  end)
end

sources["until-closed"] = function(sock)
  local done
  return callable(sock, function()
    if done then return nil end
    local chunk, err, partial = sock:receive(socket.BLOCKSIZE)
    if not err then return chunk end
    if err ~= "closed" then return nil, err end
    sock:close()
    done = true
    return partial
  end)
end

sources["default"] = sources["until-closed"]

socket.sinkt, socket.sink = sinks, socket.choose(sinks)
socket.sourcet, socket.source = sources, socket.choose(sources)

return socket
