-- get brings a file, by URL or by table, over a passive connection
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local ftp = require "socket.ftp"
local function server(before, content)
  return scripted.server(([[
    say "220 here"
    answer("331 password", "230 in" %s)
    hear()
    say("229 Extended (|||" .. passive() .. "|)")
    answer "150 coming"
    give(%s)
    say "226 done"
    answer "221 bye"
  ]]):format(before, content))
end

local port = server("", [["line\r\nline\n\0\255"]])
t.show("URL", ftp.get("ftp://127.0.0.1:" .. port .. "/dir/file.txt"))
scripted.show_heard()

port = server([[, "200 binary"]], [[("0123456789"):rep(5000)]])
t.show("URL with all", ftp.get("ftp://me:secret@127.0.0.1:" .. port .. "/a%20b/c;type=i"))
scripted.show_heard()

port = server("", [[""]])
t.show("empty", ftp.get("ftp://127.0.0.1:" .. port))
scripted.show_heard()

local chunks = {}
port = server([[, "200 text"]], [[("x"):rep(5000)]])
t.show("table", ftp.get {
  host = "127.0.0.1",
  port = port,
  user = "me",
  password = "secret",
  type = "a",
  path = "/dir/file",
  sink = ltn12.sink.table(chunks),
})
scripted.show_heard()
t.show("received", table.concat(chunks))

port = server("", [["a\r\nb\r\n"]])
chunks = {}
t.show("command", ftp.get {
  host = "127.0.0.1",
  port = port,
  command = "nlst",
  path = "dir",
  sink = ltn12.sink.table(chunks),
})
scripted.show_heard()
t.show("received", chunks)

port = server("", [["12345"]])
local function step(source, sink)
  local chunk, err = source()
  t.show("step", chunk, err)
  local ok, sink_err = sink(chunk)
  return chunk and ok, err or sink_err
end
t.show("step", ftp.get { host = "127.0.0.1", port = port, path = "x", sink = ltn12.sink.null(), step = step })
scripted.show_heard()

chunks = {}
port = server([[, "200 text"]], [["merged"]])
t.show("table with URL", ftp.get {
  url = "ftp://me:secret@127.0.0.1:1/dir/file;type=i",
  port = port,
  user = "other",
  type = "a",
  sink = ltn12.sink.table(chunks),
})
scripted.show_heard()
t.show("received", chunks)
