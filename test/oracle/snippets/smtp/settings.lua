-- SERVER, PORT, TIMEOUT and DOMAIN are what send and open take where nothing else is said
local t = require "prelude"
local traced = require "traced"
local ltn12 = require "ltn12"
local smtp = require "socket.smtp"
local function send(label, changes, results)
  local mail = { from = "f", rcpt = "r", source = ltn12.source.string "x" }
  local replies = { "220 a", "250 b", "250 c", "250 d", "354 e", "250 f", "221 g" }
  mail.create = traced.create(replies, results)
  for name, value in pairs(changes) do
    mail[name] = value
  end
  t.show(label, smtp.send(mail))
end
send("defaults", {})
send("said", { server = "mail", port = 2525, domain = "me" })
smtp.SERVER, smtp.PORT, smtp.TIMEOUT, smtp.DOMAIN = "other", 26, 5, "you"
send("other defaults", {})
send("said", { server = "mail", port = 2525, domain = "me" })
t.show("open", type(smtp.open(nil, nil, traced.create {})))
send("connect fails", {}, { connect = function() return nil, "connect failed" end })
send("send fails", {}, { send = function() return nil, "send failed", 2 end })
send("receive fails", {}, { receive = function() return nil, "receive failed", "220 a" end })
