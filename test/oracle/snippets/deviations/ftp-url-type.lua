-- Parameters of an FTP URL that name no type fail like a wrong type
local t = require "prelude"
local ftp = require "socket.ftp"
local function show(label, ok, result, err)
  if ok then
    t.show(label, result, err)
  else
    print(label .. " raises")
  end
end
show("empty type", pcall(ftp.get, "ftp://host/path;type="))
show("long type", pcall(ftp.get, "ftp://host/path;type=ii"))
show("no type", pcall(ftp.put, "ftp://host/path;version=1", "x"))
show("no URL", pcall(ftp.get, { url = "" }))
