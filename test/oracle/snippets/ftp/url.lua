-- genericform takes a URL to pieces, and get and put say what is wrong with one
local t = require "prelude"
local ftp = require "socket.ftp"
local function generic(text)
  local ok, result = pcall(ftp.genericform, text)
  t.show(tostring(text), ok, result)
end
for _, text in ipairs {
  "ftp://host/path",
  "ftp://me:secret@host:21/a%20b/c;type=i",
  "ftp://host/a;type=a",
  "ftp://host/a;type=i?query#fragment",
  "ftp://host",
  "//host/path",
  "ftp://me@host/path",
  "ftp://:secret@host/path",
  "ftp://m%40e:se%3Acret@host/path",
  "ftp://[::1]:5/path",
  "ftp://host:port/path",
  "ftp://host/a;type=I",
  "ftp://host/a;type=d",
  "http://host/path",
  "FTP://host/path",
  "ftp:///path",
  "host/path",
  "http:///path",
  "http://host/path;type=x",
  "ftp:///path;type=x",
  "",
  5,
} do
  generic(text)
end
generic(nil)
for _, text in ipairs { "http://host/path", "ftp:///path", "ftp://host/a;type=x", "" } do
  t.show("get", ftp.get(text))
  t.show("put", ftp.put(text, "x"))
end
t.show("get", ftp.get {})
t.show("put", ftp.put {})
t.show("misuse", pcall(ftp.get) == false, pcall(ftp.put) == false, pcall(ftp.command) == false)
local port = t.unused_port()
t.show("get", ftp.get("ftp://127.0.0.1:" .. port .. "/x"))
t.show("put", ftp.put("ftp://127.0.0.1:" .. port .. "/x", "y"))
t.show("command", ftp.command { host = "127.0.0.1", port = port, command = "noop" })
t.call("open", ftp.open, "127.0.0.1", port)
