-- A message whose body fails gives nil and the error, and goes on where it can
local t = require "prelude"
local text = require "message-text"
local smtp = require "socket.smtp"
local function show(label, count, description)
  print(label)
  local source = smtp.message(description)
  source()
  for _ = 1, count do
    local chunk, err = source()
    t.show("  chunk", text.normalise(chunk), type(err) == "string" and err:gsub("^[^ ]-:%d+: ", "") or err)
  end
end
local function counting(results)
  local calls = 0
  return function()
    calls = calls + 1
    return t.unpack(results[calls] or {}, 1, 2)
  end
end
show("end", 3, { body = "x" })
show("body that fails", 5, { body = counting { { nil, "first" }, { nil, "second" }, { "chunk" } } })
show("chunk and error", 4, { body = counting { { "chunk", "error" }, { "next" } } })
show("false", 3, { body = counting { { false } } })
show("error false", 3, { body = counting { { "chunk", false } } })
show("body that raises", 3, { body = function() error("raised", 0) end })
show("body that raises a table", 3, { body = function() error({ "raised" }, 0) end })
show("part that fails", 6, { body = { { body = counting { { nil, "first" }, { "chunk" } } } } })
show("part without body", 9, { body = { { headers = { a = "b" } }, { body = "two" } } })
show("part that is a string", 5, { body = { "part" } })
show("number", 3, { body = 5 })
show("boolean", 3, { body = false })
t.show("misuse", pcall(smtp.message) == false, pcall(smtp.message, { headers = 5 }) == false)
