-- Coroutines, and in Lua 5.1 pcall, in an event loop.
--
-- A call that waits yields WAIT. In a program with coroutines of its own, its resume would receive that. So this
-- resume passes WAIT on, up to the event loop, and the results of the call down again. Neither the coroutine nor its
-- caller observe it.
local WAIT, canyield, block, tasks = ...
local is51 = _VERSION == "Lua 5.1"
local create, resume, running = coroutine.create, coroutine.resume, coroutine.running
local status, yield, close = coroutine.status, coroutine.yield, coroutine.close
local isyieldable, traceback = coroutine.isyieldable, debug.traceback
local error, type = error, type

-- Threads that wait below another, and can be resumed by that one only.
local waiting = setmetatable({}, { __mode = "k" })
-- In Lua 5.1, the caller's thread by the thread that runs a protected call.
local caller = setmetatable({}, { __mode = "k" })

local climb

local function continue(c, ...)
  waiting[c] = nil
  return climb(c, resume(c, ...))
end

-- Handles the results of a resume of c.
function climb(c, ok, ...)
  if not ok or (...) ~= WAIT then return ok, ... end
  -- A C function on the stack prevents a yield: the call blocks the thread, as without an event loop.
  if not canyield() then return climb(c, resume(c, block())) end
  waiting[c] = true
  return continue(c, yield(WAIT))
end

-- The current thread from the program's view.
local function current()
  local thread, ismain = running()
  while caller[thread] do thread = caller[thread] end
  return thread, ismain
end

-- @param level  stack level of the function with the bad argument
local function checkthread(c, name, level)
  if type(c) == "thread" then return end
  local got = is51 and "" or ", got " .. (c == nil and "no value" or type(c))
  error("bad argument #1 to '" .. name .. "' (coroutine expected" .. got .. ")", level + 1)
end

function coroutine.resume(c, ...)
  checkthread(c, "resume", 2)
  if waiting[c] or tasks[c] then
    return false, is51 and "cannot resume normal coroutine" or "cannot resume non-suspended coroutine"
  end
  return climb(c, resume(c, ...))
end

-- In Lua 5.1 a tail call adds a level to the stack.
local WRAP_CALLER = is51 and 3 or 2

local function results(c, ok, ...)
  if ok then return ... end
  if close and status(c) == "dead" then close(c) end
  -- A message gets the position of the caller, as in the original.
  error((...), type((...)) == "string" and WRAP_CALLER or 0)
end

function coroutine.wrap(f)
  local c = create(f)
  return function(...)
    return results(c, coroutine.resume(c, ...))
  end
end

function coroutine.running()
  local thread, ismain = current()
  if tasks[thread] ~= "main" then return thread, ismain end
  if is51 then return nil end
  return thread, true
end

function coroutine.status(c)
  checkthread(c, "status", 2)
  if not (waiting[c] or tasks[c]) then return status(c) end
  return c == current() and "running" or "normal"
end

local OUTSIDE = is51 and "attempt to yield across metamethod/C-call boundary"
  or "attempt to yield from outside a coroutine"

function coroutine.yield(...)
  if tasks[current()] then error(OUTSIDE, 0) end
  return yield(...)
end

if isyieldable then
  function coroutine.isyieldable(c)
    return not tasks[c or running()] and isyieldable(c or running())
  end
end

if close then
  function coroutine.close(c)
    checkthread(c, "close", 2)
    if waiting[c] or tasks[c] then
      error("cannot close a " .. coroutine.status(c) .. " coroutine", 2)
    end
    return close(c)
  end
end

if is51 then
  -- The pcall of Lua 5.1 prevents a yield, so the function runs in a coroutine instead.
  local protected = pcall

  local descend

  -- Handles the results of resuming a protected call's coroutine: its yield becomes a yield of the caller.
  local function pass(c, ok, ...)
    if ok and status(c) == "suspended" then return descend(c, yield(...)) end
    return ok, ...
  end

  function descend(c, ...)
    return pass(c, climb(c, resume(c, ...)))
  end

  -- Removes the debug information (names and lines) from a small function, as luac -s does. The code has a header
  -- of 12 bytes, the source's name, 12 bytes about the function, its instructions, empty lists of constants and
  -- functions, and three lists of debug information (lundump.c). All numbers have 4 bytes in this build.
  local function stripped(f)
    local code = string.dump(f)
    local function int(at)
      local a, b, c, d = code:byte(at, at + 3)
      return a + b * 2 ^ 8 + c * 2 ^ 16 + d * 2 ^ 24
    end
    local start = 17 + int(13)
    local last = start + 16 + 4 * int(start + 12) + 8
    return loadstring(code:sub(1, 12) .. ("\0"):rep(4) .. code:sub(start, last - 1) .. ("\0"):rep(12))
  end

  -- Calls f. The caller of f then has neither name nor line, as under pcall.
  local call = stripped(function(f, ...) return f(...) end)

  local function enter(f, ...)
    local c = create(call)
    caller[c] = running()
    return descend(c, f, ...)
  end

  function pcall(...)
    if not canyield() or type((...)) ~= "function" then return protected(...) end
    return enter(...)
  end

  -- The thread whose error a message handler processes: it is dead, but its stack still exists.
  local broken

  local function handled(c, handler, ok, ...)
    if ok then return ok, ... end
    local outer = broken
    broken = c
    local _, message = protected(handler, (...))
    broken = outer
    return false, message
  end

  -- The program's lines of a traceback: those below the last line of this file.
  local function below(text)
    local rest = text:gsub("^.*luasocket/coroutines%.lua:[^\n]*", "")
    return (rest:gsub("^\n\t%(tail call%): %?", ""):gsub("^\n\t%(tail call%): %?", ""))
  end

  -- Joins the stacks of the handler and of all threads into one. As under `lua`, a C function is below the main
  -- chunk.
  function debug.traceback(...)
    if type((...)) == "thread" then return traceback(...) end
    local message, level = ...
    local text = traceback(message, (level or 1) + 1)
    if type(text) ~= "string" or not (broken or tasks[running()]) then return text end
    if broken then
      local top = text:match("^.-\nstack traceback:\n[^\n]*"):gsub("\n\t%[C%]: in function 'protected'$", "")
      local stack = traceback(broken, ""):gsub("^\nstack traceback:", "")
      stack = stack:gsub("\n\t%?: in function <%?:[^\n]*", ""):gsub("\n\t%(tail call%): %?$", "")
      text = top .. stack .. "\n\t[C]: in function 'xpcall'" .. below(text)
    end
    return text .. "\n\t[C]: ?"
  end

  local handledby = xpcall
  function xpcall(f, handler)
    if not canyield() or type(f) ~= "function" then return handledby(f, handler) end
    local c = create(call)
    caller[c] = running()
    return handled(c, handler, descend(c, f))
  end
end

-- For the event loop: coroutine.close (nil in 5.1), and the original debug.traceback.
return close, traceback
