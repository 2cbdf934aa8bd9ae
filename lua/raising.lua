-- Functions of JavaScript that give promises: an error that comes late is raised where the call was made.
local FAILURE = ...
local error, select = error, select

local function results(...)
  if (...) == FAILURE then error((select(2, ...)), 0) end
  return ...
end

return function(f)
  return function(...)
    return results(f(...))
  end
end
