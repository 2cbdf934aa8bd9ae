-- message gives a header with what is said and what must be there, and then the body
local t = require "prelude"
local text = require "message-text"
local smtp = require "socket.smtp"

local function show(label, description)
  print(label)
  local source = smtp.message(description)
  local header = text.normalise(source())
  t.show("  bytes of the header", #header)
  for line in header:gmatch("[^\n]*\n") do
    t.show("  field", line)
  end
  for _ = 1, 3 do
    t.show("  chunk", source())
  end
end

show("nothing", {})
show("body", { body = "hello\n.x\nend" })
show("empty body", { body = "" })
show("fields", {
  headers = { Subject = "hello", TO = "you", ["x-my-FIELD"] = "Value", count = 5, [1] = "one" },
  body = "x",
})
show("own fields", {
  headers = {
    ["CONTENT-type"] = "text/html",
    ["Content-Transfer-ENCODING"] = "8bit",
    date = "yesterday",
    ["x-mailer"] = "mine",
    ["Mime-Version"] = "2.0",
    ["message-id"] = "<1@example.org>",
  },
  body = "x",
})
show("zone", { zone = "+0100", body = "x" })
smtp.ZONE = "+0200"
show("other default zone", { body = "x" })
show("zone before default", { zone = "EST", body = "x" })

local description = { headers = { Subject = "s", ["X-Own"] = "o" }, body = "first" }
local given = description.headers
local source = smtp.message(description)
t.show("the table given stays", given)
t.show("another one is there", description.headers ~= given)
local names = {}
for name in pairs(description.headers) do
  names[#names + 1] = name
end
table.sort(names)
t.show("its fields", names)
source()
description.body = "second"
t.show("the body is looked at late", source())
