-- Returns a function that dispatches by name to the functions of a table, by default to "default".
return function(choices)
  return function(name, first, second)
    if type(name) ~= "string" then
      name, first, second = "default", name, first
    end
    local choice = choices[name or "nil"]
    if not choice then error("unknown key (" .. tostring(name) .. ")", 3) end
    return choice(first, second)
  end
end
