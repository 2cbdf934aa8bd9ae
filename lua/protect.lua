-- protect, in Lua because the protected function can yield out of pcall.
local isexception = ...
local error, pcall = error, pcall

local function results(ok, ...)
  if ok then return ... end
  local err = ...
  if isexception(err) then return nil, err[1] end
  error(err, 0)
end

return function(f)
  return function(...)
    return results(pcall(f, ...))
  end
end
