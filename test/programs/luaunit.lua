-- LuaUnit runs tests, some of which fail.
local unit = require "luaunit"
-- It tells when, and how long.
function os.clock() return 0 end
function os.date() return "today" end
TestNumbers = {}
function TestNumbers:setUp() self.one = 1 end
function TestNumbers:testSame() unit.assertEquals(self.one + 1, 2) end
function TestNumbers:testOther() unit.assertEquals({ 1, { 2 } }, { 1, { 3 } }) end
function TestNumbers:testError() error("an error") end
function TestNumbers:testRaises() unit.assertErrorMsgContains("bad argument", string.rep) end
local runner = unit.LuaUnit.new()
runner:setOutputType("tap")
print(runner:runSuite("--pattern", "Numbers"))
