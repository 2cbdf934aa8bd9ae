-- protect, in Lua because pcall lets the protected function yield.
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
