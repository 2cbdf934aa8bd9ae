-- A host counts more than an authority, a user more than a userinfo
local url = require "socket.url"
local t = require "prelude"

for index, parts in ipairs {
  {}, { scheme = "http" }, { host = "h" }, { scheme = "http", host = "h", port = 80 }, { authority = "au", host = "h" },
  { authority = "au" }, { host = "h", user = "u" }, { host = "h", user = "u", password = "p" },
  { host = "h", userinfo = "ui", user = "u", password = "p" }, { host = "h", userinfo = "ui" },
  { host = "::1", port = 1 }, { path = "p", params = "x", query = "q", fragment = "f" },
  { scheme = "http", host = "h", path = "p" }, { scheme = "s", path = "p" }, { host = "h", password = "p" },
  { host = "h", port = "" }, { params = "x" }, { query = "" }, { path = "/a b" },
} do
  t.show(index, url.build(parts))
end
