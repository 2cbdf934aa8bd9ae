-- Each recipient of a list gets a command, and the domain is what is asked for
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local smtp = require "socket.smtp"
local function send(label, rcpt, domain, replies)
  local port = scripted.server(([[
    say "220 here"
    answer(%s)
    hear "\r\n.\r\n"
    say "250 taken"
    answer "221 bye"
  ]]):format(replies))
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
local ONE = [["250 me", "250 sender", "250 recipient", "354 go"]]
local TWO = [["250 me", "250 sender", "250 recipient", "251 recipient", "354 go"]]
local NONE = [["250 me", "250 sender", "354 go"]]
send("two", { "<a@example.org>", "<b@example.org>" }, "client.example.org", TWO)
send("number", 5, nil, ONE)
send("list that ends at a hole", { "<a@example.org>", nil, "<b@example.org>" }, 7, ONE)
send("none", {}, nil, NONE)
send("table without list", { to = "<a@example.org>" }, nil, NONE)
