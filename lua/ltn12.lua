-- The module "ltn12": sources give chunks of data, sinks take them, filters change them on the way, and a pump
-- moves them (Lua Technical Note 12).
--
-- A chunk is a string; "" says that there is nothing yet, nil that the data ends. A source gives nil and a
-- message when it fails, a sink nil and a message when it can take no more.
local ltn12 = {
  _VERSION = "LTN12 1.0.3",
  -- How much is read from a file, or taken from a string, at a time.
  BLOCKSIZE = 2048,
  filter = {},
  source = {},
  sink = {},
  pump = {},
}

local filter, source, sink, pump = ltn12.filter, ltn12.source, ltn12.sink, ltn12.pump
local unpack = table.unpack or unpack

-- Filters

-- A filter of a low-level one, which takes a context, a chunk and an extra argument, and gives a chunk and the
-- next context.
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

-- One filter of several. A filter that has given something may have more: it is asked for it with "" when those
-- behind it have nothing left. At the end each filter in turn is asked, with nil, for what it holds back.
function filter.chain(...)
  local filters = { ... }
  local count = select("#", ...)
  -- The first filter that has not ended, and the one to be asked next: those behind it have nothing left.
  local first, at = 1, 1

  -- What the first filter makes of what the chain is given.
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
        -- Its next question is whether there is more.
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

-- The content of a file, which is closed at its end. For what io.open gives.
function source.file(handle, open_error)
  if not handle then return source.error(open_error or "unable to open file") end
  return function()
    local chunk = handle:read(ltn12.BLOCKSIZE)
    if not chunk then handle:close() end
    return chunk
  end
end

-- A source that may give, behind a chunk, the source to ask from then on.
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

-- The strings of a list.
function source.table(list)
  assert(type(list) == "table")
  local index = 0
  return function()
    index = index + 1
    return list[index]
  end
end

-- A source that takes back what it is called with, and gives it again: the last first.
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

-- A source through filters.
function source.chain(src, first, ...)
  assert(src and first)
  local through = select("#", ...) > 0 and filter.chain(first, ...) or first
  -- What the filter was given last; after the data, and for good, it is nil.
  local input = ""
  -- Whether the filter may have more to give of its input.
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

-- Several sources, one behind the other.
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

-- Collects the chunks in a list, which is the second result.
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

-- Writes to a file, which is closed at the end. For what io.open gives.
function sink.file(handle, open_error)
  if not handle then return sink.error(open_error or "unable to open file") end
  return function(chunk)
    if chunk then return handle:write(chunk) end
    handle:close()
    return 1
  end
end

-- A sink that may give, behind its success, the sink to use from then on.
function sink.simplify(snk)
  assert(snk)
  return function(chunk, err)
    local ok, next_or_err = snk(chunk, err)
    if not ok then return nil, next_or_err end
    snk = next_or_err or snk
    return 1
  end
end

-- A sink behind filters; it is the last argument. It takes everything that they give, also the "" and at the
-- end the nil by which they say that there is no more.
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

-- Moves one chunk. Gives nil at the end, or nil and what went wrong.
function pump.step(src, snk)
  local chunk, source_err = src()
  local ok, sink_err = snk(chunk, source_err)
  if chunk and ok then return 1 end
  return nil, source_err or sink_err
end

-- Moves everything.
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

-- Programs for Lua 5.1 may expect the global that LuaSocket sets there.
if module then _G.ltn12 = ltn12 end

return ltn12
