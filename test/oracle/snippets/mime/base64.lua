-- Base64 is encoded in whole atoms, and padded at the end
local mime = require "mime"
local t = require "prelude"

-- Feeds a text in two chunks, split at every place, and shows what comes out in all.
local function splits(label, filter, text, ...)
  local outcomes, first = {}, nil
  for at = 0, #text do
    local out, rest = filter(text:sub(1, at), "", ...)
    local more, last = filter(rest .. text:sub(at + 1), "", ...)
    local final = filter(last, nil, ...)
    local whole = out .. more .. (final or "")
    outcomes[whole] = true
    t.show(label .. " " .. at, out, rest, more, last, final)
  end
  for whole in pairs(outcomes) do first = first or whole end
  t.show(label .. " is the same however it is split", next(outcomes, first) == nil)
end

splits("b64", mime.b64, "every\0byte\255")
splits("unb64", mime.unb64, "ZXZlcnkAYnl0Zf8=")
for size = 0, 7 do
  local text = ("abcdefg"):sub(1, size)
  t.show("encode " .. size, mime.b64(text))
  t.show("decode " .. size, mime.unb64((mime.b64(text))))
end
