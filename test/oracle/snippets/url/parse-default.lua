-- What a URL lacks comes from the default
local url = require "socket.url"
local t = require "prelude"

local default = { scheme = "http", host = "h", port = "8", path = "/d", extra = 1 }
t.show("path", url.parse("/p", default))
t.show("host", url.parse("//x:1", default))
t.show("nothing", url.parse("", default))
t.show("the default is as it was", default)
