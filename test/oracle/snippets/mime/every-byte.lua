-- Every byte value survives Base64, and quoted-printable with a marker for binary data
local mime = require "mime"
local t = require "prelude"

local data = "x" .. t.pattern_data(100000)
local encoded = mime.b64(data)
t.show("base64", encoded)
t.show("decoded", mime.unb64(encoded) == data)
local quoted = mime.qp(data, nil, "=0D=0A")
t.show("quoted-printable", quoted)
t.show("unquoted", mime.unqp(quoted))
t.show("unquoted is the data", mime.unqp(quoted) == data)
