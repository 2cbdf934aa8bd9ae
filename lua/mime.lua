-- The module "mime": filters for ltn12, added to the table of "mime.core". MIME is RFC 2045.
local mime = require "mime.core"
local ltn12 = require "ltn12"
local choose = require "luasocket.choose"

local cycle = ltn12.filter.cycle

local encoders, decoders, wrappers = {}, {}, {}

encoders["base64"] = function()
  return cycle(mime.b64, "")
end

-- In binary data a line ending is data: CR and LF are quoted.
encoders["quoted-printable"] = function(mode)
  return cycle(mime.qp, "", mode == "binary" and "=0D=0A" or "\r\n")
end

decoders["base64"] = function()
  return cycle(mime.unb64, "")
end

decoders["quoted-printable"] = function()
  return cycle(mime.unqp, "")
end

local LINE_LENGTH = 76

wrappers["text"] = function(length)
  length = length or LINE_LENGTH
  return cycle(mime.wrp, length, length)
end

wrappers["base64"] = wrappers["text"]
wrappers["default"] = wrappers["text"]

wrappers["quoted-printable"] = function()
  return cycle(mime.qpwrp, LINE_LENGTH, LINE_LENGTH)
end

mime.encodet, mime.encode = encoders, choose(encoders)
mime.decodet, mime.decode = decoders, choose(decoders)
mime.wrapt, mime.wrap = wrappers, choose(wrappers)

-- Replaces every line ending with the marker, by default CRLF.
function mime.normalize(marker)
  return cycle(mime.eol, 0, marker)
end

-- Doubles dots at the start of lines, for SMTP (RFC 5321, section 4.5.2).
function mime.stuff()
  return cycle(mime.dot, 2)
end

return mime
