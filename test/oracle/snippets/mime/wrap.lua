-- Lines are wrapped at a length, and what is left of the last one is told
local mime = require "mime"
local t = require "prelude"

t.show("short", mime.wrp(76, "abc"))
t.show("wraps", mime.wrp(5, "abcdefghijkl", 5))
t.show("line ends", mime.wrp(5, "ab\r\ncd\nef\rgh", 5))
t.show("nothing left", mime.wrp(0, "ab", 3))
t.show("negative", mime.wrp(-5, "ab\n", -1))
t.show("length 0", mime.wrp(0, "abc", 0))
t.show("length 1", mime.wrp(1, "abc", 1))
t.show("fractions", mime.wrp(3.7, "abcdefghij", 4.9))
t.show("strings", mime.wrp("3", "abcdefghij", "4"))
t.show("empty", mime.wrp(4, ""))
t.show("end of a line begun", mime.wrp(70))
t.show("end of a fresh line", mime.wrp(76))
t.show("end of a longer line", mime.wrp(80, nil, 90))
t.show("large", mime.wrp(76, ("x"):rep(100000)))
