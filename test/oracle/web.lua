-- A web server for snippets with "-- peer": it runs in the peer process, answers as it is told and keeps what
-- it is asked, byte for byte.
local t = require "prelude"

-- For the peer process, which knows data and socket. serve(handle) calls handle(client, n) with connection n,
-- until a line comes over data, and sends what was asked back there. read(client) takes a request and keeps it.
-- The peer is sent one line, so there are no comments in it.
local SERVER = [[
  local server = assert(socket.bind("127.0.0.1", 0))
  local requests = {}

  local function read_chunks(receive)
    repeat
      local size = tonumber(receive("*l") or "0", 16)
      if size > 0 then receive(size + 2) end
    until size == 0
    receive("*l")
  end

  function read(client)
    local at = #requests + 1
    requests[at] = ""
    local function receive(pattern)
      local got, _, partial = client:receive(pattern)
      requests[at] = requests[at] .. (got or partial) .. (got and pattern == "*l" and "\r\n" or "")
      return got
    end
    local length, chunked
    for line in receive, "*l" do
      if line == "" then break end
      line = line:lower()
      length = length or line:match("^content%-length: (%d+)")
      chunked = chunked or line:match("^transfer%-encoding: chunked")
    end
    if chunked then read_chunks(receive) elseif length then receive(tonumber(length)) end
    return requests[at]
  end

  function serve(handle)
    local served = 0
    repeat
      local ready = socket.select({ server, data })
      if ready[server] then
        local client = server:accept()
        client:settimeout(10)
        served = served + 1
        handle(client, served)
        client:close()
      end
    until ready[data] and not ready[server]
    data:receive()
    for _, request in ipairs(requests) do data:send(#request .. "\n" .. request) end
    data:send("end\n")
    requests = {}
  end

  data:send(select(2, server:getsockname()) .. "\n")
]]

-- Header fields have no order that could be told: Lua gives them in that of a hash table.
local function sorted(request)
  local line, fields, body = request:match("^(.-\n)(.-\n)(\r\n.*)$")
  if not line then return request end
  local list = {}
  for field in fields:gmatch(".-\n") do list[#list + 1] = field end
  table.sort(list)
  return line .. table.concat(list) .. body
end

local function escape(c) return ("\\%03d"):format(c:byte()) end

-- Prints a request line by line, without the port, which the system chose, and the version, which the release
-- has not brought up to date.
local function show(request, port)
  request = sorted(request):gsub(":" .. port, ":PORT"):gsub("LuaSocket 3%.%d%.%d", "LuaSocket VERSION")
  print("request:")
  for line in request:gmatch("[^\n]*\n?") do
    if line ~= "" then print("  " .. line:gsub("\r\n$", "<CRLF>"):gsub("[%c\128-\255]", escape)) end
  end
end

-- Starts the server. It has its url, without a path, and its port.
local function start()
  local run, data = t.peer()
  data:settimeout(15)
  run(SERVER)
  local port = t.port(assert(data:receive()))
  local web = { url = "http://127.0.0.1:" .. port, port = tonumber(port) }

  -- Takes connections from now on, and has this code for each: `client` and its number `n` are given.
  function web.serve(code)
    run("serve(function(client, n) " .. code .. " end)")
  end

  -- Answers the first request with the first text, and so on. Further ones are only closed.
  function web.answer(...)
    local texts = {}
    for i, text in ipairs { ... } do
      texts[i] = '"' .. text:gsub('[%c"\\]', escape) .. '"'
    end
    web.serve("read(client) client:send(({ " .. table.concat(texts, ", ") .. " })[n] or '')")
  end

  -- Stops, and shows what has been asked.
  function web.requests()
    assert(data:send("stop\n"))
    for length in function() return tonumber((data:receive())) end do
      show(data:receive(length), port)
    end
  end

  return web
end

-- The text of an answer from its lines; what stands behind an empty one is its body.
local function response(...)
  return table.concat({ ... }, "\r\n")
end

return { start = start, response = response }
