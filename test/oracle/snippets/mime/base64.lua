-- Base64 is encoded in whole atoms, and padded at the end
local mime = require "mime"
local splits = require "splits"
local t = require "prelude"

splits("b64", mime.b64, "every\0byte\255")
splits("unb64", mime.unb64, "ZXZlcnkAYnl0Zf8=")
for size = 0, 7 do
  local text = ("abcdefg"):sub(1, size)
  t.show("encode " .. size, mime.b64(text))
  t.show("decode " .. size, mime.unb64((mime.b64(text))))
end
