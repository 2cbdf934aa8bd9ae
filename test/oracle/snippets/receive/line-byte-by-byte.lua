-- receive("*l") resumed with its partial after every single byte loses nothing
local t = require "prelude"
local client, peer = t.pair()
client:settimeout(0)
local partial
for byte in ("hello\n"):gmatch(".") do
  peer:send(byte)
  t.arrive(client)
  local line, err, rest = client:receive("*l", partial)
  t.show(byte == "\n" and "LF" or byte, line, err, rest)
  partial = rest
end
