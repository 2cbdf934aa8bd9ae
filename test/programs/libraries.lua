-- Small libraries: argparse, basexx, dkjson, inspect, mediator, say.
local inspect = require "inspect"
print(inspect { 1, 2, { a = "b", [true] = { 1.5 } }, text = "\0\200" })

local argparse = require "argparse"
local parser = argparse("program", "A test."):add_help(true)
parser:argument("input"):args("+")
parser:option("-o --output"):default("out")
parser:flag("-v"):count("*"):target("verbosity")
print(inspect(parser:parse { "a", "b", "-vv", "--output=x" }))
print(parser:get_help())
print(parser:pparse { "--nope" })

local json = require "dkjson"
local text = json.encode({ list = { 1, 2.5, "three" }, nested = { empty = {} }, yes = true }, {
  indent = true,
  keyorder = { "list", "nested", "yes" },
})
print(text)
print(inspect((json.decode(text))))
print(json.decode('{"broken": '))

local basexx = require "basexx"
print(basexx.to_base32("every byte"), basexx.from_base64(basexx.to_base64("\0\255")) == "\0\255", basexx.to_hex("\1\254"))

local mediator = require "mediator"()
mediator:subscribe({ "a", "b" }, function(...) print("heard", ...) end)
mediator:publish({ "a", "b" }, 1, 2)
