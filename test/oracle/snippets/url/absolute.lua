-- The examples of RFC 3986, section 5.4, and others, against several bases
local url = require "socket.url"
local t = require "prelude"

local references = {
  "g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "g;x?y#s", "", ".", "./", "..",
  "../", "../g", "../..", "../../", "../../g", "../../../g", "../../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g",
  "./../g", "./g/.", "g/./h", "g/../h", "g;x=1/./y", "g;x=1/../y", "http:g", "//", "///x", "a:b", "./..", "g//h", "?",
  "#", "a/b/../../c/..", "../a/../../b", "mailto:x@y", "g?y", "a%2e/b",
}
for _, base in ipairs { "http://a/b/c/d;p?q", "http://u:p@h:8/x/y/", "http://h", "/x/y", "ftp://h/a;type=i" } do
  for _, reference in ipairs(references) do
    t.show(base .. " " .. reference, url.absolute(base, reference))
  end
end
t.show("parsed base", url.absolute(url.parse("http://a/b/c/d;p?q"), "../g"))
t.show("no reference", url.absolute("http://a/b", nil))
t.show("no base", url.absolute(nil, "x"), url.absolute("", "x"))
