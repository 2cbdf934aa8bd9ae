-- A table as body gives parts between boundaries, with preamble and epilogue, nested too
local t = require "prelude"
local text = require "message-text"
local ltn12 = require "ltn12"
local mime = require "mime"
local smtp = require "socket.smtp"

local function show(label, description)
  print(label)
  local source = smtp.message(description)
  local header = text.normalise(source())
  t.show("  type", header:match("Content%-Type: [^\r]*\r\n"))
  t.show("  ends with an empty line", header:sub(-4))
  for _ = 1, 40 do
    local chunk, err = source()
    t.show("  chunk", text.normalise(chunk), err)
    if not chunk then break end
  end
end

show("parts", {
  headers = { subject = "s" },
  body = {
    preamble = "before",
    { body = "one" },
    { headers = { ["content-type"] = 'text/plain; charset="utf-8"' }, body = "two\r\n" },
    { body = ltn12.source.table { "three", "", "four" } },
    epilogue = "after",
  },
})
show("no parts", { body = {} })
show("own type", { headers = { ["Content-Type"] = "multipart/alternative; x=y" }, body = { { body = "one" } } })
show("own boundary", {
  headers = { ["content-type"] = 'multipart/mixed; boundary="mine"' },
  body = { { body = "one" } },
})
show("no multipart", { headers = { ["content-type"] = "text/plain" }, body = { { body = "one" } } })
show("nested", { body = { { body = { { body = "in" }, { body = "in too" }, epilogue = "inner" } }, { body = "out" } } })
show("hole", { body = { { body = "one" }, nil, { body = "three" } } })
show("numbers", { body = { preamble = 1, { body = "one" }, epilogue = 2 } })
show("encoded", {
  body = {
    {
      headers = { ["content-transfer-encoding"] = "BASE64" },
      body = ltn12.source.chain(
        ltn12.source.string(("x"):rep(100)),
        ltn12.filter.chain(mime.encode("base64"), mime.wrap())
      ),
    },
  },
})

local source = smtp.message { body = {} }
t.show("form of a boundary", source():match('boundary="(%d+)==%d+"'):gsub("%d", "9"))
t.show("seconds in it", os.date("%d%m%Y%H%M%S"):len())
