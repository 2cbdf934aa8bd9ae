-- The marker stands for each CRLF; it may be a number, and ends at a NUL
local mime = require "mime"
local t = require "prelude"

t.show("default", mime.qp("a\r\nb\r\n", ""))
t.show("text", mime.qp("a\r\nb\r\n", "", "|"))
t.show("empty", mime.qp("a\r\nb\r\n", "", ""))
t.show("number", mime.qp("a\r\nb\r\n", "", 12))
t.show("NUL", mime.qp("a\r\nb\r\n", "", "M\0N"))
t.show("nil", mime.qp("a\r\nb\r\n", "", nil))
t.show("long", mime.qp(("a\r\n"):rep(1000), "", ("x"):rep(500)))
