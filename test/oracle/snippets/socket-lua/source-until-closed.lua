-- The until-closed source gives everything in blocks and closes the socket
local socket = require "socket"
local t = require "prelude"
local function blocks(size, ...)
  local client, peer = t.pair()
  peer:send(("x"):rep(size))
  peer:close()
  local source = socket.source(...)
  if select("#", ...) == 0 then
    source = socket.source(client)
  else
    source = socket.source("until-closed", client)
  end
  for i = 1, 4 do
    t.show(size .. " block " .. i, source())
  end
  t.show("closed", client:getfd())
end
blocks(3000, "until-closed")
blocks(4096, "until-closed")
blocks(0, "until-closed")
blocks(10)
