-- Table access for socket.select. A call between JavaScript and Lua costs as much as accessing three elements, so
-- one call processes many.

-- The elements at i and the 31 indices behind it.
local function elements(t, i)
  return t[i], t[i + 1], t[i + 2], t[i + 3], t[i + 4], t[i + 5], t[i + 6], t[i + 7],
    t[i + 8], t[i + 9], t[i + 10], t[i + 11], t[i + 12], t[i + 13], t[i + 14], t[i + 15],
    t[i + 16], t[i + 17], t[i + 18], t[i + 19], t[i + 20], t[i + 21], t[i + 22], t[i + 23],
    t[i + 24], t[i + 25], t[i + 26], t[i + 27], t[i + 28], t[i + 29], t[i + 30], t[i + 31]
end

-- Appends elements of t, by their indices, to a result, and stores each element's number with the element as key.
local function add(result, t, ...)
  local indices, last = { ... }, #result
  for i = 1, #indices do
    local element = t[indices[i]]
    last = last + 1
    result[last] = element
    result[element] = last + 0.0 -- a float in 5.4 (select.c, lua_pushnumber)
  end
end

return elements, add
