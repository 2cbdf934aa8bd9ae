-- Malformed quoted-printable: what is no escape stays, what has no place in it goes
local mime = require "mime"
local t = require "prelude"

for _, text in ipairs {
  "=", "=4", "=\r", "=\r\n", "=\n", "=zz", "=4z", "=z4", "=3=20", "a\rXb", "a\nb", "\0\1\31\127\128\255", "\t ~!",
  "=3d=3D", "==41", "a\r", "a\r\n",
} do
  t.show(text, mime.unqp(text))
  t.show(text .. " with more", mime.unqp(text, ""))
end
