-- Arguments of another type are refused by their place
local mime = require "mime"
local t = require "prelude"

for _, name in ipairs { "b64", "unb64", "qp", "unqp" } do
  local f = mime[name]
  t.call(name .. " table", f, {})
  t.call(name .. " boolean", f, "a", true)
end
t.call("qp marker", mime.qp, "a", "b", {})
for _, name in ipairs { "wrp", "qpwrp", "eol", "dot" } do
  local f = mime[name]
  t.call(name .. " nothing", f)
  t.call(name .. " nil", f, nil, "a")
  t.call(name .. " text", f, "x", "a")
  t.call(name .. " chunk", f, 0, {})
end
t.call("wrp length", mime.wrp, 1, "a", "x")
t.call("qpwrp length", mime.qpwrp, 1, "a", {})
t.call("eol marker", mime.eol, 0, "a", {})
