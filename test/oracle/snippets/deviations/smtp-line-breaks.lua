-- a line break in an address or a header field is no way to another one
local t = require "prelude"
local ltn12 = require "ltn12"
local smtp = require "socket.smtp"
local function send(label, mail)
  local sent, replies = "", { "220", "250", "250", "250", "354", "250", "221" }
  mail.create = function()
    return {
      settimeout = function() return 1 end,
      connect = function() return 1 end,
      close = function() return 1 end,
      receive = function() return table.remove(replies, 1) .. " reply" end,
      send = function(_, text)
        sent = sent .. text
        return #text
      end,
    }
  end
  mail.source = ltn12.source.string "text"
  local _, err = smtp.send(mail)
  t.show(label, err, sent:find("\nEvil", 1, true) ~= nil)
end
send("from", { from = "<a@b>\r\nEvil", rcpt = "<d@e>" })
send("from with LF", { from = "<a@b>\nEvil", rcpt = "<d@e>" })
send("rcpt", { from = "<a@b>", rcpt = "<d@e>\r\nEvil" })
send("domain", { from = "<a@b>", rcpt = "<d@e>", domain = "me\r\nEvil" })
send("no line break", { from = "<a@b>", rcpt = "<d@e>" })

local function header(label, fields)
  local chunk, err = smtp.message({ headers = fields, body = "x" })()
  t.show(label, err, chunk ~= nil and chunk:lower():find("\nevil", 1, true) ~= nil)
end
header("value", { subject = "a\r\nEvil: b" })
header("value with LF", { subject = "a\nEvil: b" })
header("name", { ["x-a: b\r\nEvil"] = "c" })
header("folded, and broken then", { subject = "a\r\n \r\nEvil: b" })
header("folded", { subject = "a\r\n\tEvil" })
