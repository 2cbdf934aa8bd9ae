-- Quoted-printable waits for what decides about blanks and CRs
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

splits("qp", mime.qp, "a=b \r\n\t\r\nc \td\re\nf\0\255 ")
splits("qp with a marker", mime.qp, "a\r\nb \r\n", "<end>")
splits("unqp", mime.unqp, "a=3Db=20\r\n=\r\nc=e9=E9=zz=4\n\1d")
