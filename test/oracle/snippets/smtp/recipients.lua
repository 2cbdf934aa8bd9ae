-- Each recipient of a list gets a command, and the domain is what is asked for
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local smtp = require "socket.smtp"
local function send(label, rcpt, domain, replies)
  local port = scripted.server(([[ say "220 here" answer(%s) hear "\r\n.\r\n" say "250 taken" answer "221 bye" ]]):format(replies))
  t.show(label, smtp.send {
    server = "127.0.0.1",
    port = port,
    from = "<me@example.org>",
    rcpt = rcpt,
    domain = domain,
    source = ltn12.source.string "text",
  })
  scripted.show_heard()
end
send("two", { "<a@example.org>", "<b@example.org>" }, "client.example.org", [["250 a", "250 b", "250 c", "251 d", "354 e"]])
send("number", 5, nil, [["250 a", "250 b", "250 c", "354 d"]])
send("list that ends at a hole", { "<a@example.org>", nil, "<b@example.org>" }, 7, [["250 a", "250 b", "250 c", "354 d"]])
send("none", {}, nil, [["250 a", "250 b", "354 c"]])
send("table without list", { to = "<a@example.org>" }, nil, [["250 a", "250 b", "354 c"]])
