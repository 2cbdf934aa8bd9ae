-- Wrapper for JavaScript functions that may return promises: raises a late error at the position of the call.
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
