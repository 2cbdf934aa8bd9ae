-- Sinks into lists and into nothing, and one that fails
local ltn12 = require "ltn12"
local t = require "prelude"

local sink, list = ltn12.sink.table()
t.show("results", sink("a"), sink(""), sink("b"), sink(nil), sink(nil, "failed"))
t.show("list", list)
local own = { "before" }
local _, same = ltn12.sink.table(own)
t.show("own list", same == own)
t.show("null", ltn12.sink.null()("x"), ltn12.sink.null()(nil, "failed"))
t.show("error", ltn12.sink.error("full")("x"))

local function second(chunk)
  return chunk and 1, "kept"
end
local simple = ltn12.sink.simplify(function()
  return 1, ltn12.sink.error("full")
end)
t.show("simple", simple("a"))
t.show("its successor", simple("b"))
t.show("no sink", (pcall(ltn12.sink.simplify)))
