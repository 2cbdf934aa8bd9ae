-- The filters by name, in chains and pumps
local ltn12 = require "ltn12"
local mime = require "mime"
local t = require "prelude"

local function through(filter, text, size)
  ltn12.BLOCKSIZE = size
  local sink, parts = ltn12.sink.table()
  t.show("pump", ltn12.pump.all(ltn12.source.string(text), ltn12.sink.chain(filter, sink)))
  return table.concat(parts)
end

local data = t.pattern_data(700)
local lines = ("one \t\r\n.two\n..three = \195\169\r\n"):rep(9)
for _, size in ipairs { 1, 2, 3, 57, 4096 } do
  local base64 = through(ltn12.filter.chain(mime.encode("base64"), mime.wrap()), data, size)
  t.show("base64 " .. size, base64)
  t.show("and back", through(mime.decode("base64"), base64, size) == data)
  local quoted = through(ltn12.filter.chain(mime.encode("quoted-printable"), mime.wrap("quoted-printable")), lines, size)
  t.show("quoted-printable " .. size, quoted)
  t.show("and back", through(mime.decode("quoted-printable"), quoted, size))
  local binary = through(mime.encode("quoted-printable", "binary"), data, size)
  t.show("binary " .. size, binary)
  t.show("text " .. size, through(mime.wrap("text", 20), lines, size))
  t.show("default " .. size, through(mime.wrap("default"), data, size))
  t.show("of a length " .. size, through(mime.wrap(10), "abcdefghijklmnopqrstuvwxyz", size))
  t.show("normalized " .. size, through(mime.normalize(), lines, size))
  t.show("normalized to LF " .. size, through(mime.normalize("\n"), lines, size))
  t.show("stuffed " .. size, through(mime.stuff(), lines, size))
end
