-- A reset reads "closed" for every pattern
local t = require "prelude"
for _, pattern in ipairs { "*l", "*a", 5, 0 } do
  local client, peer = t.pair()
  t.rst(peer)
  t.show("pattern " .. pattern, client:receive(pattern))
  t.show("again", client:receive(pattern, "pre"))
  client:close()
end
