-- Without a text there is nothing to filter
local mime = require "mime"
local t = require "prelude"

for _, name in ipairs { "b64", "unb64", "qp", "unqp" } do
  t.show(name .. " of nothing", mime[name]())
  t.show(name .. " of nil", mime[name](nil, "more"))
  t.show(name .. " of an empty end", mime[name](""))
  t.show(name .. " of an empty part", mime[name]("", ""))
  t.show(name .. " of numbers", mime[name](12, 3))
  t.show(name .. " with more arguments", mime[name]("abc", nil, nil, 1, 2))
end
