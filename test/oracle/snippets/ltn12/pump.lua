-- A pump moves chunks until the end or an error, in its own steps if they are given
local ltn12 = require "ltn12"
local t = require "prelude"

local function trace()
  local seen = {}
  return function(chunk, err)
    seen[#seen + 1] = tostring(chunk) .. ":" .. tostring(err)
    return 1
  end, seen
end
local sink, seen = trace()
t.show("all", ltn12.pump.all(ltn12.source.table { "a", "", "b" }, sink))
t.show("seen", seen)
sink, seen = trace()
t.show("source fails", ltn12.pump.all(ltn12.source.error("failed"), sink))
t.show("seen", seen)
t.show("sink fails", ltn12.pump.all(ltn12.source.string("a"), ltn12.sink.error("full")))
t.show("both fail", ltn12.pump.step(ltn12.source.error("failed"), ltn12.sink.error("full")))
t.show("sink is false", ltn12.pump.all(ltn12.source.string("a"), function() return nil end))
t.show("step", ltn12.pump.step(ltn12.source.string("a"), ltn12.sink.null()))
t.show("step at the end", ltn12.pump.step(ltn12.source.empty(), ltn12.sink.null()))
local steps = 0
t.show("own step", ltn12.pump.all(ltn12.source.string("a"), ltn12.sink.null(), function()
  steps = steps + 1
  if steps == 3 then return nil, "stopped" end
  return 1
end))
t.show("own step ends", ltn12.pump.all(ltn12.source.string("a"), ltn12.sink.null(), function() end))
t.show("nothing to move", (pcall(ltn12.pump.all)))
t.show("nowhere to", (pcall(ltn12.pump.all, ltn12.source.empty())))
