-- put sends a file and gives the number of bytes
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local ftp = require "socket.ftp"
local function server(before)
  return scripted.server(([[
    say "220 here"
    answer("331 password", "230 in" %s)
    hear()
    say("229 Extended (|||" .. passive() .. "|)")
    answer "150 go on"
    take()
    say "226 done"
    answer "221 bye"
  ]]):format(before or ""))
end

local port = server()
t.show("URL", ftp.put("ftp://127.0.0.1:" .. port .. "/dir/file.txt", "line\r\nline\n\0\255"))
scripted.show_heard()

port = server [[, "200 text"]]
t.show("URL with all", ftp.put("ftp://me:secret@127.0.0.1:" .. port .. "/a%20b;type=a", ("x"):rep(30)))
scripted.show_heard()

port = server()
t.show("empty", ftp.put("ftp://127.0.0.1:" .. port .. "/x", ""))
scripted.show_heard()

port = server()
t.show("nothing", ftp.put("ftp://127.0.0.1:" .. port .. "/x"))
scripted.show_heard()

port = server [[, "200 binary"]]
t.show("table", ftp.put {
  host = "127.0.0.1",
  port = port,
  type = "i",
  command = "appe",
  argument = "/as it is%20",
  path = "not this",
  source = ltn12.source.table { "one ", "two ", "three" },
})
scripted.show_heard()

port = server()
local function step(source, sink)
  local chunk, err = source()
  t.show("step", chunk, err)
  local ok, sink_err = sink(chunk)
  return chunk and ok, err or sink_err
end
t.show("step", ftp.put {
  url = "ftp://127.0.0.1:1/dir",
  port = port,
  source = ltn12.source.string "text",
  step = step,
})
scripted.show_heard()
