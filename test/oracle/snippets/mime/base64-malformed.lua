-- Characters beyond the alphabet are skipped, padding anywhere makes a group shorter
local mime = require "mime"
local t = require "prelude"

for _, text in ipairs {
  "YQ==YQ==", "YQ==YQ=", "Y", "YQ", "YQ=", "=", "====", "Y=Q=", "YQ=a", "=YQ=", "Y W\r\nJ\tj", "Y!Q==", "\0\255YWJj",
  "YWJjZ", "****",
} do
  t.show(text, mime.unb64(text))
  t.show(text .. " and more", mime.unb64(text, "Z"))
end
