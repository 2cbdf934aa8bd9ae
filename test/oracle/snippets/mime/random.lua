-- Random data in random chunks
local ltn12 = require "ltn12"
local mime = require "mime"
local t = require "prelude"

-- The same numbers in every Lua (Park and Miller).
local seed = 42
local function random(limit)
  seed = seed * 16807 % 2147483647
  return seed % limit
end

local alphabet = { "\r", "\n", "\r\n", " ", "\t", "=", "=0D", "=\r\n", ".", "a", "Zz", "\0", "\255", "+/", "==" }
for round = 1, 60 do
  local pieces = {}
  for i = 1, random(40) do
    pieces[i] = alphabet[random(#alphabet) + 1]
  end
  local function run(label, filter)
    local out = {}
    local copy = { unpack = t.unpack, t.unpack(pieces) }
    local source = ltn12.source.table(copy)
    ltn12.pump.all(source, ltn12.sink.chain(filter, (ltn12.sink.table(out))))
    t.show(round .. " " .. label, table.concat(out))
  end
  run("encode base64", mime.encode("base64"))
  run("decode base64", mime.decode("base64"))
  run("encode quoted-printable", mime.encode("quoted-printable"))
  run("wrap quoted-printable", mime.wrap("quoted-printable"))
  run("wrap", mime.wrap("text", random(12) + 1))
  run("normalize", mime.normalize())
  run("stuff", mime.stuff())
end
