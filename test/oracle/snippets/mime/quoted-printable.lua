-- Quoted-printable waits for what decides about blanks and CRs
local mime = require "mime"
local splits = require "splits"
local t = require "prelude"

splits("qp", mime.qp, "a=b \r\n\t\r\nc \td\re\nf\0\255 ")
splits("qp with a marker", mime.qp, "a\r\nb \r\n", "<end>")
splits("unqp", mime.unqp, "a=3Db=20\r\n=\r\nc=e9=E9=zz=4\n\1d")
