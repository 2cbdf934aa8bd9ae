-- A socket that is none: prints each call of a method, and gives what it is told to.
local t = require "prelude"

local traced = {}

local defaults = {
  send = function(_, text) return #text end,
  getpeername = function() return "127.0.0.2", 2, "inet" end,
  dirty = function() return false end,
}

-- A function as the modules take it to create their sockets. Lines are what receive gives, one after the other,
-- then it gives "closed". Results are functions, by the names of methods; a method without one gives 1.
function traced.create(lines, results)
  local received = 0
  return function(...)
    t.show("create", ...)
    local socket = {}
    results = results or {}
    return setmetatable(socket, {
      __index = function(_, method)
        return function(self, ...)
          t.show("  " .. method, ...)
          assert(self == socket)
          local result = results[method] or defaults[method]
          if result then return result(self, ...) end
          if method ~= "receive" then return 1 end
          received = received + 1
          if not lines[received] then return nil, "closed", "" end
          return lines[received]
        end
      end,
    })
  end
end

return traced
