-- check receives a reply of one line or several, and gives code and text
local t = require "prelude"
local traced = require "traced"
local tp = require "socket.tp"
local replies = {
  { "220 hello" },
  { "220" },
  { "220\ttab" },
  { "2200 four digits" },
  { "220 with\rcr" },
  { "220-one", "220-two", "220 three", "220 another reply" },
  { "220-one", "221 other code", "  220 indented", "220", "220\ttab", "2205 x", "220 end" },
  { "220-", "220 " },
  { "220-one" },
  { "220-one", "220" },
  {},
  { "" },
  { "22 two digits" },
  { "hello" },
  { " 220 blank first" },
}
for index, lines in ipairs(replies) do
  local control = tp.connect("host", 1, nil, traced.create(lines))
  t.call("reply " .. index, control.check, control, "2..")
end
