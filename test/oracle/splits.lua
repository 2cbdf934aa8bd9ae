-- A filter of mime.core must give the same however its text is cut.
local t = require "prelude"

-- Feeds a text in two chunks, split at every place, and shows what comes out in all.
return function(label, filter, text, ...)
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
