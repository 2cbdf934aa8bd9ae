---@meta luasocket.tasks

---Tasks that run side by side in an event loop: `luasocket --event-loop`, or `createLua({ eventLoop: true })`.
---@class luasocket.tasks
local tasks = {}

---Starts a function as a task of its own. It begins to run when the present one waits or ends.
---An error that nobody joins is reported.
---@param f fun(...: any): ...: any
---@param ... any  what the function is given
---@return luasocket.task
function tasks.spawn(f, ...) end

---A function that runs, or has run, as a task.
---@class luasocket.task
local Task = {}

---Waits until the task has ended. Raises the error that has ended it.
---@param seconds? number  how long at most; for ever without it
---@return any ...  what its function has returned; or nil and "timeout"
function Task:join(seconds) end

---Whether the task has ended.
---@return boolean
function Task:isdone() end

return tasks
