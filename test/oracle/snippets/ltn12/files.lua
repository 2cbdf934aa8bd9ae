-- Files as sources and sinks, closed at the end
local ltn12 = require "ltn12"
local t = require "prelude"

ltn12.BLOCKSIZE = 4
local path = os.tmpname()
local file = assert(io.open(path, "wb"))
local sink = ltn12.sink.file(file)
t.show("takes", type(sink("hello ")), type(sink("")), type(sink("world")))
t.show("end", sink(nil))
t.show("closed", io.type(file))
file = assert(io.open(path, "rb"))
local source = ltn12.source.file(file)
for i = 1, 4 do
  t.show("gives " .. i, source())
end
t.show("closed", io.type(file))
os.remove(path)
local missing = { io.open(path .. ".missing") }
t.show("no file", ltn12.source.file(missing[1], "cannot open")())
t.show("no file and no words", ltn12.source.file(nil)())
t.show("nowhere to write", ltn12.sink.file(nil, "cannot open")("x"))
t.show("nowhere and no words", ltn12.sink.file(nil)("x"))
file = assert(io.tmpfile())
t.show("an error closes too", ltn12.sink.file(file)(nil, "failed"))
t.show("closed", io.type(file))
