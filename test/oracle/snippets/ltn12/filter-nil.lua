-- A filter that gives nil for data is an error
local ltn12 = require "ltn12"
local t = require "prelude"

local function nothing()
  return nil
end
local function same(chunk)
  return chunk
end
local function message(f, ...)
  local ok, err = pcall(f, ...)
  t.show("outcome", ok, tostring(err):gsub("^.*:%d+: ", ""))
end
message(ltn12.filter.chain(same, nothing), "a")
local source = ltn12.source.chain(ltn12.source.string("a"), nothing)
message(source)
message(source)
