-- The argument of a transfer is taken as it is; a path loses its first slash and its escapes
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ftp = require "socket.ftp"
local requests = {
  { path = "/dir/file" },
  { path = "dir/file/" },
  { path = "//etc/x" },
  { path = "/%2fetc/x%20y%41" },
  { path = "\\dir\\file" },
  { path = "/" },
  { path = "" },
  {},
  { argument = "/as%20it is" },
  { argument = "this", path = "/not this" },
  { argument = "", path = "/not this" },
  { argument = 5 },
  { command = "list", argument = "-l" },
  { command = "xyz" },
}
for _, request in ipairs(requests) do
  request.host = "127.0.0.1"
  request.port = scripted.server [[
    say "220 here"
    answer("230 in")
    hear()
    say("229 Extended (|||" .. passive() .. "|)")
    answer "550 no"
  ]]
  request.sink = function() return 1 end
  t.show("get", ftp.get(request))
  scripted.show_heard()
end
