-- What begins with NUL is something
local mime = require "mime"
local t = require "prelude"

t.show("unqp", mime.unqp("=00"))
t.show("unqp with text", mime.unqp("=00abc"))
