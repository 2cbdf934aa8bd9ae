-- https asks for LuaSec, and raises where it is not installed
local t = require "prelude"
local http = require "socket.http"
package.preload["ssl.https"] = function() error("module 'ssl.https' not found: this is a test", 0) end
local function says(f, ...)
  local ok, err = pcall(f, ...)
  return ok, err:match("module 'ssl%.https' not found")
end
t.show("simple form", says(http.request, "https://127.0.0.1/"))
t.show("table", says(http.request, { url = "https://127.0.0.1/" }))
t.show("create", says(http.schemes.https.create, {}))
