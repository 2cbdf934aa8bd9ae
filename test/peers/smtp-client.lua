-- Mails something to the server of smtp.test.ts. Arguments: the server's port, what to do, a file for what was sent.
-- Prints where the modules come from, and the result.
local ltn12 = require "ltn12"
local mime = require "mime"
local headers = require "socket.headers"
local smtp = require "socket.smtp"
local tp = require "socket.tp"
local port, action, path = ...

for _, f in ipairs { ltn12.pump.all, mime.normalize, smtp.open, tp.connect } do
  print("module", debug.getinfo(f, "S").source)
end
assert(headers.canonic["mime-version"] == "MIME-Version")

-- A source that keeps what it gives in the file.
local function kept(source)
  local file = assert(io.open(path, "wb"))
  return ltn12.source.chain(source, function(chunk)
    if chunk then
      file:write(chunk)
    else
      file:close()
    end
    return chunk
  end)
end

local every_byte = {}
for byte = 0, 255 do
  every_byte[#every_byte + 1] = string.char(byte)
end
every_byte = table.concat(every_byte)

local mail = {
  server = "127.0.0.1",
  port = port,
  domain = "client.example.org",
  from = "<me@example.org>",
  rcpt = "<you@example.org>",
}

local actions = {}

function actions.parts()
  local attachment = ltn12.source.chain(
    ltn12.source.string(every_byte:rep(40)),
    ltn12.filter.chain(mime.encode("base64"), mime.wrap("base64"))
  )
  local quoted = ltn12.source.chain(
    ltn12.source.string("gr\252n = green\r\n" .. (" .x"):rep(60)),
    ltn12.filter.chain(mime.encode("quoted-printable"), mime.wrap("quoted-printable"))
  )
  mail.rcpt = { "<you@example.org>", "<both@example.org>" }
  mail.source = kept(smtp.message {
    headers = { from = "Me <me@example.org>", to = "You <you@example.org>", subject = "parts" },
    body = {
      preamble = "before",
      { body = ".\r\n.dot\r\n..\r\nend" },
      {
        headers = { ["content-type"] = "application/octet-stream", ["content-transfer-encoding"] = "BASE64" },
        body = attachment,
      },
      {
        headers = {
          ["content-type"] = 'text/plain; charset="iso-8859-1"',
          ["content-transfer-encoding"] = "quoted-printable",
        },
        body = quoted,
      },
      { body = { { headers = { ["content-type"] = "text/html" }, body = "<p>inner" }, epilogue = "." } },
      epilogue = "after",
    },
  })
end

function actions.large()
  local lines = { "Subject: large\r\n\r\n" }
  for number = 1, 20000 do
    lines[#lines + 1] = ("."):rep(number % 4) .. number .. (" text"):rep(number % 20) .. "\r\n"
  end
  mail.source = kept(ltn12.source.string(table.concat(lines)))
end

local function small()
  mail.source = kept(smtp.message { headers = { subject = "small" }, body = "text" })
end

actions.small = small

function actions.login()
  small()
  mail.user, mail.password = "me", "secret"
end

function actions.wrong()
  small()
  mail.user, mail.password = "me", "wrong"
end

function actions.nobody()
  small()
  mail.rcpt = { "<you@example.org>", "<nobody@example.org>" }
end

actions[action]()
local ok, err = smtp.send(mail)
if ok then
  print("result", ok)
else
  print("result", ok, (err:gsub("\n", " / ")))
end
