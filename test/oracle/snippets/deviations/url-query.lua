-- An authority ends at a question mark or hash; dots in queries and fragments are data
local url = require "socket.url"
local t = require "prelude"

t.show("query", url.parse("http://h?q").host)
t.show("fragment", url.parse("http://h#f").host)
t.show("dots in a query", url.absolute("http://a/b", "g?y/../x"))
t.show("dots in a fragment", url.absolute("http://a/b", "g#s/./x"))
t.show("dots behind a host", url.absolute("http://a/b", "//h/../x"))
t.show("dots and parameters", url.absolute("http://a/b/c", "..;x"))
