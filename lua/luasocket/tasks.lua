-- luasocket.tasks: several tasks in one event loop. A task that waits does not block the others.
local start, await = ...
if type(start) ~= "function" then
  error("luasocket.tasks needs an event loop: luasocket --event-loop, or createLua({ eventLoop: true })", 0)
end

local tasks = {}

local Task = {}
Task.__index = Task

--- Starts a function as a new task. It begins to run when the current one waits or ends.
-- @return the task
function tasks.spawn(f, ...)
  if type(f) ~= "function" then
    error("bad argument #1 to 'spawn' (function expected, got " .. type(f) .. ")", 2)
  end
  local task = setmetatable({}, Task)
  start(task, f, ...)
  return task
end

--- Waits until the task has ended.
-- @param seconds maximum time to wait; indefinite by default
-- @return the results of the function; or nil and "timeout". An error of the function is raised again.
function Task:join(seconds)
  if not self.ended and not await(self, seconds) then return nil, "timeout" end
  if self.failed then error(self[1], 0) end
  return (table.unpack or unpack)(self, 1, self.n)
end

--- @return true if the task has ended
function Task:isdone()
  return self.ended == true
end

return tasks
