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
    length = tonumber(length or 0)
    if chunked then read_chunks(receive) elseif length > 0 then receive(length) end
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
local function sorted(text)
  local head, rest = text:match("^(.-\n)(\r\n.*)$")
  if not head then return text end
  local lines = {}
  for line in head:gmatch(".-\n") do lines[#lines + 1] = line end
  local request_line = lines[1]:find(" HTTP/1.1\r\n", 1, true) and table.remove(lines, 1) or ""
  table.sort(lines)
  return request_line .. table.concat(lines) .. rest
end

local function escape(c) return ("\\%03d"):format(c:byte()) end

-- The text of a string in Lua, without line ends, for serve.
local function quote(text)
  return '"' .. text:gsub('[%c"\\]', escape) .. '"'
end

-- Prints what was sent, line by line, without the version, which the release has not brought up to date.
local function show(label, text)
  print(label .. ":")
  text = sorted(text):gsub("LuaSocket 3%.%d%.%d", "LuaSocket VERSION")
  for line in text:gmatch("[^\n]*\n?") do
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

  local serving = false

  local function stop(use)
    if not serving then return end
    assert(data:send("stop\n"))
    for length in function() return tonumber((data:receive())) end do
      use(data:receive(length))
    end
    serving = false
  end

  -- Takes connections from now on, and has this code for each: `client` and its number `n` are given.
  function web.serve(code)
    stop(function() end)
    run("serve(function(client, n) " .. code .. " end)")
    serving = true
  end

  -- Answers the first request with the first text, and so on. Further ones are only closed.
  function web.answer(...)
    local texts = {}
    for i, text in ipairs { ... } do texts[i] = quote(text) end
    web.serve("read(client) client:send(({ " .. table.concat(texts, ", ") .. " })[n] or '')")
  end

  -- Stops, and shows what has been asked since serve or answer. The port is the system's choice.
  function web.requests()
    stop(function(request) show("request", (request:gsub(":" .. port, ":PORT"))) end)
  end

  return web
end

-- The text of an answer from its lines; what stands behind an empty one is its body.
local function response(...)
  return table.concat({ ... }, "\r\n")
end

-- For create: an object that is no socket, prints what is done with it, and ends where an answer should come.
-- What is sent is shown with its lines sorted.
local function recorder()
  return {
    settimeout = function(_, ...)
      t.show("settimeout", ...)
      return 1
    end,
    connect = function(_, ...)
      t.show("connect", ...)
      return 1
    end,
    send = function(_, text)
      show("send", text)
      return #text
    end,
    receive = function(_, ...)
      t.show("receive", ...)
      return nil, "closed", ""
    end,
    close = function()
      t.show("close")
      return 1
    end,
  }
end

return { start = start, response = response, quote = quote, recorder = recorder }
