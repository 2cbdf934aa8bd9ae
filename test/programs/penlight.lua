-- Penlight, as far as it does without LuaFileSystem.
local pretty, List, stringx, tablex = require "pl.pretty", require "pl.List", require "pl.stringx", require "pl.tablex"
local class, template, lexer = require "pl.class", require "pl.template", require "pl.lexer"
print(pretty.write { 1, 2, x = { y = "z" } })
print(List({ 3, 1, 2 }):sort():map(function(x) return x * 2 end))
print(stringx.split("a,b,,c", ","), stringx.strip("  x "), stringx.title("hello world"))
print(tablex.deepcompare({ 1, { 2 } }, { 1, { 2 } }))
local Account = class()
function Account:_init(n) self.n = n end
function Account:__tostring() return "account " .. self.n end
print(Account(5))
print(template.substitute("$(x) and\n# for i = 1, 2 do\n$(i)\n# end\n", { x = "X" }))
for kind, value in lexer.lua("local x = 1 -- comment") do io.write(kind, ":", value, " ") end
print()
