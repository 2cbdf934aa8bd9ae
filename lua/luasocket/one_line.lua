-- Check against line breaks in a protocol's line: the rest of the text would become another command or field.

-- Returns the text, or nil and a message that names its purpose.
return function(text, purpose)
  if type(text) == "string" and text:find("[\r\n]") then return nil, "line break in " .. purpose end
  return text
end
