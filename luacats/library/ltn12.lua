---@meta ltn12

---Gives the next chunk; nil at the end; nil and a message when it fails.
---@alias ltn12.source fun(): string?, string?

---Takes a chunk, or nil and perhaps a message at the end. Gives 1, or nil and a message when it can take no more.
---@alias ltn12.sink fun(chunk: string?, err: string?): 1?, string?

---Takes a chunk, "" to be asked for more, nil at the end. Gives a chunk, "" for nothing yet, nil at its end.
---@alias ltn12.filter fun(chunk: string?): string?

---Moves one chunk. Gives 1 while there is more.
---@alias ltn12.step fun(source: ltn12.source, sink: ltn12.sink): 1?, string?

---@class ltn12
---@field BLOCKSIZE integer how many bytes sources give at a time
---@field _VERSION string
---@field filter ltn12.filters
---@field source ltn12.sources
---@field sink ltn12.sinks
---@field pump ltn12.pumps
local ltn12 = {}

---@class ltn12.filters
local filter = {}
ltn12.filter = filter

---A filter of a low-level one.
---@generic C
---@param low fun(context: C, chunk: string?, extra: any): string?, C
---@param context C
---@param extra? any
---@return ltn12.filter
function filter.cycle(low, context, extra) end

---One filter of several.
---@param ... ltn12.filter
---@return ltn12.filter
function filter.chain(...) end

---@class ltn12.sources
local source = {}
ltn12.source = source

---A source that is at its end.
---@return ltn12.source
function source.empty() end

---A source that fails with a message.
---@param err? string
---@return ltn12.source
function source.error(err) end

---The content of a file, which is closed at its end.
---@param handle file*?
---@param err? string what io.open has said
---@return ltn12.source
function source.file(handle, err) end

---The text, in chunks of BLOCKSIZE.
---@param text string?
---@return ltn12.source
function source.string(text) end

---The strings of a list.
---@param list string[]
---@return ltn12.source
function source.table(list) end

---A source that takes back what it is called with.
---@param source ltn12.source
---@return fun(chunk?: string): string?, string?
function source.rewind(source) end

---A source through filters.
---@param source ltn12.source
---@param filter ltn12.filter
---@param ... ltn12.filter
---@return ltn12.source
function source.chain(source, filter, ...) end

---Several sources, one behind the other.
---@param ... ltn12.source
---@return ltn12.source
function source.cat(...) end

---A source of one that may give its successor behind a chunk.
---@param source fun(): string?, string|function|nil
---@return ltn12.source
function source.simplify(source) end

---@class ltn12.sinks
local sink = {}
ltn12.sink = sink

---Collects the chunks.
---@param list? string[]
---@return ltn12.sink sink
---@return string[] list
function sink.table(list) end

---A sink that forgets what it takes.
---@return ltn12.sink
function sink.null() end

---A sink that fails with a message.
---@param err string
---@return ltn12.sink
function sink.error(err) end

---Writes to a file, which is closed at the end.
---@param handle file*?
---@param err? string what io.open has said
---@return ltn12.sink
function sink.file(handle, err) end

---A sink behind filters; it is the last argument.
---@param filter ltn12.filter
---@param ... ltn12.filter|ltn12.sink
---@return ltn12.sink
function sink.chain(filter, ...) end

---A sink of one that may give its successor.
---@param sink fun(chunk: string?, err: string?): 1?, string|function|nil
---@return ltn12.sink
function sink.simplify(sink) end

---@class ltn12.pumps
local pump = {}
ltn12.pump = pump

---Moves one chunk.
---@param source ltn12.source
---@param sink ltn12.sink
---@return 1? done
---@return string? err nil at the end
function pump.step(source, sink) end

---Moves everything.
---@param source ltn12.source
---@param sink ltn12.sink
---@param step? ltn12.step
---@return 1? done
---@return string? err
function pump.all(source, sink, step) end

return ltn12
