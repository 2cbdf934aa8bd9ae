-- A sink behind filters takes all that they give, and the error of the source
local ltn12 = require "ltn12"
local t = require "prelude"

local function twice(chunk)
  return chunk and chunk .. chunk
end
local function later()
  local held = ""
  return function(chunk)
    if chunk and chunk ~= "" then
      held = held .. chunk
      return ""
    elseif held ~= "" and not chunk then
      local out = held
      held = ""
      return out
    end
    return chunk
  end
end
local function traced(chunk, err)
  t.show("sink", chunk, err)
  return 1
end
local sink = ltn12.sink.chain(twice, traced)
t.show("a", sink("a"))
t.show("empty", sink(""))
t.show("end", sink(nil, "failed"))
local held = ltn12.sink.chain(twice, later(), traced)
t.show("a", held("a"))
t.show("b", held("b"))
t.show("end", held(nil))
t.show("full", ltn12.sink.chain(twice, ltn12.sink.error("full"))("a"))
t.show("no sink", (pcall(ltn12.sink.chain, twice)))
