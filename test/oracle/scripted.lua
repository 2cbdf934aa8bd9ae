-- Servers in the peer process: a snippet says what they do, and gets to see every byte that they hear.
local t = require "prelude"
local remote, client = t.peer()
client:settimeout(10)

local scripted = {}

-- What a server's script is made of. Nothing waits for ever, so that a mistake shows.
remote [[
  function say(reply) connection:send(reply .. "\r\n") end
  function hear(ending)
    ending = ending or "\r\n"
    local text = ""
    repeat
      local byte = connection:receive(1)
      text = text .. (byte or "")
    until not byte or text:sub(-#ending) == ending
    heard = heard .. text
    return text
  end
  function answer(...)
    for _, reply in ipairs { ... } do
      hear()
      say(reply)
    end
  end
  local function listen()
    local server = assert(socket.bind("127.0.0.1", 0))
    server:settimeout(10)
    local _, port = server:getsockname()
    return server, port
  end
  local function accept(server)
    local accepted = assert(server:accept())
    accepted:settimeout(10)
    return accepted
  end
  local waiting
  function passive()
    local port
    waiting, port = listen()
    return port
  end
  function active(host, port) waiting = { accept = function() return socket.connect(host, port) end } end
  function give(content)
    local transfer = accept(waiting)
    transfer:send(content)
    transfer:close()
  end
  function take()
    local transfer = accept(waiting)
    heard = heard .. "<data>" .. (transfer:receive("*a") or "") .. "</data>\n"
    transfer:close()
  end
  function drop()
    local transfer = accept(waiting)
    transfer:setoption("linger", { on = true, timeout = 0 })
    transfer:close()
  end
  function serve(script)
    local server, port = listen()
    data:send(port .. "\n")
    connection, heard = accept(server), ""
    server:close()
    script()
    local rest, err, partial = connection:receive("*a")
    heard = heard .. (rest or partial)
    if err ~= "timeout" then heard = heard .. "<end>\n" end
    connection:close()
    data:send(#heard .. "\n" .. heard)
  end
]]

-- The port of a server that takes one connection through its script:
--   say(reply)    sends a line                     hear([ending])   receives a line, or up to the ending
--   answer(...)   for each reply: hear() say(reply)
--   passive()     the port of a data connection to come;    active(host, port) is the other way round
--   give(content), take(), drop()      sends over it, receives from it, resets it
function scripted.server(script)
  remote("serve(function() " .. script .. " end)")
  return t.port(tonumber(client:receive()))
end

-- Prints what the last server has heard, line by line; its connection must have ended.
function scripted.show_heard(edit)
  local heard = client:receive(tonumber(client:receive()))
  for line in heard:gmatch("[^\n]*\n?") do
    if line ~= "" then t.show("heard", edit and edit(line) or line) end
  end
end

return scripted
