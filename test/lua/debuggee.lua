-- A small debuggee: what MobDebug does inside of a program, as far as sockets and hooks go. Connects to a debugger, and
-- asks it what to do before each line that has a breakpoint, from inside of the hook.
--
-- The protocol is MobDebug's: SETB file line, RUN, STEP, EXEC chunk and EXIT; 200 OK, 202 Paused, 401 Error.

local socket = require "socket"

local debuggee = {}

-- What a chunk finds in place of globals: the local variables of the function that is being debugged.
local function variables(level)
  local values, index = {}, 1
  local name, value = debug.getlocal(level, index)
  while name do
    values[name] = value
    index = index + 1
    name, value = debug.getlocal(level, index)
  end
  return setmetatable(values, { __index = _G })
end

local function execute(code, environment)
  local chunk, message
  if setfenv then
    chunk, message = loadstring(code)
    if chunk then setfenv(chunk, environment) end
  else
    chunk, message = load(code, "=exec", "t", environment)
  end
  if not chunk then return false, message end
  local ok, result = pcall(chunk)
  return ok, tostring(result)
end

function debuggee.start(port)
  local client = assert(socket.connect("127.0.0.1", port))
  local breakpoints, steps, checks = {}, false, 0

  -- Does as it is told, until it is told to go on.
  local function obey()
    while true do
      local command, rest = assert(client:receive()):match("^(%u+)%s*(.*)$")
      if command == "SETB" then
        local file, line = rest:match("^(.-)%s+(%d+)$")
        breakpoints[file .. ":" .. line] = true
        client:send("200 OK\n")
      elseif command == "EXEC" then
        -- 1 is variables, 2 obey, 3 the hook, 4 the function that is being debugged.
        local ok, result = execute(rest, variables(4))
        client:send((ok and "200 OK " or "401 Error in Execution ") .. #result .. "\n" .. result)
      elseif command == "RUN" or command == "STEP" then
        steps = command == "STEP"
        client:send("200 OK\n")
        return
      elseif command == "EXIT" then
        client:send("200 OK\n")
        os.exit(0)
      end
    end
  end

  local function hook(_, line)
    local source = debug.getinfo(2, "S").source:gsub("^@", ""):match("[^/]*$")
    -- Has the debugger said something meanwhile? A running program looks, and does not wait.
    checks = checks + 1
    client:settimeout(0)
    local said = #socket.select({ client }, nil, 0) > 0
    client:settimeout()
    if said then obey() end
    if source:find("debuggee", 1, true) or not (steps or breakpoints[source .. ":" .. line]) then return end
    client:send(("202 Paused %s %d\n"):format(source, line))
    obey()
  end

  debuggee.checks = function() return checks end
  debuggee.on = function() debug.sethook(hook, "l") end
  obey()
  debuggee.on()
end

return debuggee
