-- What goes into a line of a protocol must not end it: the rest would be a command, or a field, of its own.

-- Gives the text, or nil and a message that says what it was meant for.
return function(text, purpose)
  if type(text) == "string" and text:find("[\r\n]") then return nil, "line break in " .. purpose end
  return text
end
