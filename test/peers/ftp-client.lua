-- Moves files to and from the server of ftp.test.ts. Arguments: the server's port, what to do, our own folder.
-- Prints where the modules come from, and the result.
local ltn12 = require "ltn12"
local ftp = require "socket.ftp"
local tp = require "socket.tp"
local url = require "socket.url"
local port, action, folder = ...

for _, f in ipairs { ltn12.pump.all, ftp.open, tp.connect, url.parse } do
  print("module", debug.getinfo(f, "S").source)
end

local function file(name, mode)
  return assert(io.open(folder .. "/" .. name, mode))
end

local function address(path)
  return "ftp://me:secret@127.0.0.1:" .. port .. path
end

local function login(t)
  t.host, t.port, t.user, t.password = "127.0.0.1", port, "me", "secret"
  return t
end

local function result(...)
  local values = {}
  for index = 1, select("#", ...) do
    values[index] = tostring((select(index, ...)))
  end
  print("result", (table.concat(values, "\t"):gsub("\r?\n", " / ")))
end

local actions = {}

-- The file "in" goes there and comes back as "out".
function actions.binary()
  local path = "/dir/there%20and.back"
  local source, sink = ltn12.source.file(file("in", "rb")), ltn12.sink.file(file("out", "wb"))
  local sent = assert(ftp.put(login { path = path, type = "i", source = source }))
  local ok = assert(ftp.get(login { path = path, type = "i", sink = sink }))
  result(("%d"):format(sent), ok)
end

function actions.simple()
  local sent = assert(ftp.put(address "/simple;type=i", "put\r\nand\nget!"))
  result(("%d"):format(sent), #assert(ftp.get(address "/simple;type=i")), ftp.get(address "/simple;type=a"))
end

function actions.list()
  local names = {}
  assert(ftp.get(login { command = "nlst", path = "dir", sink = ltn12.sink.table(names) }))
  result(table.concat(names))
end

function actions.commands()
  local renamed = ftp.command(login {
    command = { "rnfr", "rnto" },
    argument = { "dir/a", "dir/b" },
    check = { 350, 250 },
  })
  local deleted, err = ftp.command(login { command = "dele", argument = "dir/a", check = 250 })
  result(renamed, deleted, err)
end

function actions.anonymous()
  result(ftp.get("ftp://127.0.0.1:" .. port .. "/dir/a;type=i"))
end

function actions.readonly()
  result(ftp.put("ftp://127.0.0.1:" .. port .. "/dir/new;type=i", "text"))
end

function actions.wrong()
  result(ftp.get("ftp://me:wrong@127.0.0.1:" .. port .. "/dir/a"))
end

function actions.missing()
  result(ftp.get(address "/dir/missing"))
end

-- The file "in" goes there and comes back as "out", over connections that the server makes.
local function active(say_where)
  local session = ftp.open("127.0.0.1", port)
  session:greet()
  session:login("me", "secret")
  session:type "i"
  say_where(session)
  local sent = session:send { path = "active", source = ltn12.source.file(file("in", "rb")) }
  say_where(session)
  session:receive { path = "active", sink = ltn12.sink.file(file("out", "wb")) }
  session:quit()
  session:close()
  result(("%d"):format(sent))
end

function actions.port()
  active(function(session) session:port() end)
end

function actions.eprt()
  active(function(session) session:eprt() end)
end

-- One session: PASV, then active, then EPSV.
function actions.both()
  local session = ftp.open("127.0.0.1", port)
  session:greet()
  session:login("me", "secret")
  session:type "i"
  local all = {}
  for _, say_where in ipairs { "pasv", "port", "epsv", "eprt", "pasv" } do
    session[say_where](session)
    session:receive { path = "dir/a", sink = ltn12.sink.table(all) }
  end
  session:quit()
  session:close()
  result(table.concat(all))
end

actions[action]()
