-- The module "ltn12": sources produce chunks of data, sinks consume them, filters transform them, and a pump
-- moves them (Lua Technical Note 12).
--
-- A chunk is a string; "" means no data yet, nil the end of the data. A source that fails returns nil and a
-- message, as does a sink that accepts no more data.
local ltn12 = {
  _VERSION = "LTN12 1.0.3",
  -- Bytes per chunk of a file or a string.
  BLOCKSIZE = 2048,
  filter = {},
  source = {},
  sink = {},
  pump = {},
}

local filter, source, sink, pump = ltn12.filter, ltn12.source, ltn12.sink, ltn12.pump
local unpack = table.unpack or unpack

-- Filters

-- Makes a filter from a low-level one, which takes a context, a chunk and an extra argument, and returns a chunk
-- and the next context.
function filter.cycle(low, context, extra)
  assert(low)
  return function(chunk)
    local result
    result, context = low(context, chunk, extra)
    return result
  end
end

local function check_nil(chunk)
  if chunk == nil then error("filter returned inappropriate nil") end
  return chunk
end

-- Combines several filters. A filter that returned data may have more: it is called with "" once the filters
-- behind it have nothing left. At the end each filter in turn is called with nil, to flush its data.
function filter.chain(...)
  local filters = { ... }
  local count = select("#", ...)
  -- The first filter that has not ended, and the next one to call: the filters behind it have nothing left.
  local first, at = 1, 1

  -- Calls the first filter with the chain's input.
  local function feed(chunk)
    local output = filters[first](chunk)
    if chunk ~= nil then return check_nil(output) end
    if output == nil then
      first = first + 1
      at = first
    end
    return output
  end

  return function(chunk)
    local is_end = chunk == nil
    local output = ""
    while first <= count do
      if at == first then
        output = feed(chunk)
        if output == "" then return "" end
        -- The next call of this filter asks for more output.
        chunk = not is_end and "" or nil
      else
        output = check_nil(filters[at](output))
      end
      if output == "" then
        at = at - 1
      elseif output then
        if at == count then return output end
        at = at + 1
      end
    end
    return nil
  end
end

-- Sources

local function nothing()
  return nil
end

function source.empty()
  return nothing
end

function source.error(err)
  return function()
    return nil, err
  end
end

-- A source of a file's content, which closes the file at its end. Takes the results of io.open.
function source.file(handle, open_error)
  if not handle then return source.error(open_error or "unable to open file") end
  return function()
    local chunk = handle:read(ltn12.BLOCKSIZE)
    if not chunk then handle:close() end
    return chunk
  end
end

-- Simplifies a source that may return, with a chunk, its replacement for later calls.
function source.simplify(src)
  assert(src)
  return function()
    local chunk, next_or_err = src()
    if not chunk then return nil, next_or_err end
    src = next_or_err or src
    return chunk
  end
end

function source.string(text)
  if not text then return source.empty() end
  local first = 1
  return function()
    local chunk = string.sub(text, first, first + ltn12.BLOCKSIZE - 1)
    first = first + ltn12.BLOCKSIZE
    if chunk ~= "" then return chunk end
    return nil
  end
end

-- A source of the strings of a list.
function source.table(list)
  assert(type(list) == "table")
  local index = 0
  return function()
    index = index + 1
    return list[index]
  end
end

-- A source that accepts chunks back, as its argument, and returns them again, the last one first.
function source.rewind(src)
  assert(src)
  local returned = {}
  return function(chunk)
    if chunk then
      table.insert(returned, chunk)
    elseif #returned > 0 then
      return table.remove(returned)
    else
      return src()
    end
  end
end

-- A source with filters.
function source.chain(src, first, ...)
  assert(src and first)
  local through = select("#", ...) > 0 and filter.chain(first, ...) or first
  -- The last input of the filter; nil once the data has ended.
  local input = ""
  -- True if the filter may have more output for its input.
  local has_more = false
  local is_empty = false
  return function()
    if is_empty then error("source is empty!", 2) end
    while true do
      if not has_more and input then
        local err
        input, err = src()
        if err then
          input = ""
          return nil, err
        end
      end
      local output = through(input)
      if output == nil then
        is_empty = true
        if input then check_nil(output) end
        return nil
      end
      has_more = output ~= ""
      if input then input = "" end
      if has_more then return output end
    end
  end
end

-- Concatenates sources.
function source.cat(...)
  local sources = { ... }
  local src = table.remove(sources, 1)
  return function()
    while src do
      local chunk, err = src()
      if chunk then return chunk end
      if err then return nil, err end
      src = table.remove(sources, 1)
    end
  end
end

-- Sinks

-- A sink that collects the chunks in a list, which is the second result.
function sink.table(list)
  list = list or {}
  return function(chunk)
    if chunk then list[#list + 1] = chunk end
    return 1
  end, list
end

function sink.null()
  return function()
    return 1
  end
end

function sink.error(err)
  return function()
    return nil, err
  end
end

-- A sink that writes to a file, and closes it at the end. Takes the results of io.open.
function sink.file(handle, open_error)
  if not handle then return sink.error(open_error or "unable to open file") end
  return function(chunk)
    if chunk then return handle:write(chunk) end
    handle:close()
    return 1
  end
end

-- Simplifies a sink that may return, after its success, its replacement for later calls.
function sink.simplify(snk)
  assert(snk)
  return function(chunk, err)
    local ok, next_or_err = snk(chunk, err)
    if not ok then return nil, next_or_err end
    snk = next_or_err or snk
    return 1
  end
end

-- A sink (the last argument) behind filters. It receives all their output, including the "" and the final nil
-- that mean no more output.
function sink.chain(first, ...)
  assert(first and select("#", ...) > 0)
  local arguments = { first, ... }
  local snk = table.remove(arguments)
  local through = #arguments > 1 and filter.chain(unpack(arguments)) or first
  return function(chunk, err)
    if chunk == "" then return 1 end
    local last = chunk and ""
    local output = through(chunk)
    while true do
      if chunk then check_nil(output) end
      local ok, sink_err = snk(output, err)
      if not ok then return nil, sink_err end
      if output == last then return 1 end
      output = through(last)
    end
  end
end

-- Pumps

-- Moves one chunk. Returns nil at the end, or nil and an error message.
function pump.step(src, snk)
  local chunk, source_err = src()
  local ok, sink_err = snk(chunk, source_err)
  if chunk and ok then return 1 end
  return nil, source_err or sink_err
end

-- Moves all chunks.
function pump.all(src, snk, step)
  assert(src and snk)
  step = step or pump.step
  while true do
    local ok, err = step(src, snk)
    if not ok then
      if err then return nil, err end
      return 1
    end
  end
end

-- LuaSocket sets this global in Lua 5.1.
if module then _G.ltn12 = ltn12 end

return ltn12
