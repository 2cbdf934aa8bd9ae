-- check accepts a pattern for the code, a list of patterns, or what a function says
local t = require "prelude"
local traced = require "traced"
local tp = require "socket.tp"
local function check(label, expected, lines)
  local control = tp.connect("host", 1, nil, traced.create(lines or { "354-go", "354 on" }))
  t.call(label, control.check, control, expected)
end
check("pattern", "3..")
check("other pattern", "2..")
check("exact", "354")
check("number", 354)
check("part of the code", "5")
check("any", "%d+")
check("too long", "3...")
check("list", { "2..", "3.." })
check("list of others", { "2..", "4.." })
check("list of numbers", { 250, 354 })
check("empty list", {})
check("list with a hole", { nil, "3.." })
check("table without list", { x = "3.." })
check("callable table", setmetatable({}, { __call = function() return "called" end }))
check("function", function(...)
  t.show("asked", ...)
  return 1, 2, 3
end)
check("function that refuses", function() return nil, "no", "more" end)
check("function without results", function() end)
check("function that raises", function() error("mine", 0) end)
check("function and no reply", function() return "called" end, {})
check("function and no code", function() return "called" end, { "hello" })
for _, wrong in ipairs { true, "nil" } do
  local control = tp.connect("host", 1, nil, traced.create { "220 hello" })
  local ok, err = pcall(control.check, control, wrong ~= "nil" and wrong or nil)
  t.show("misuse", ok, err:gsub("^.-:%d+: ", ""))
end
