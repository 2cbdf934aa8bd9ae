-- a line break in a path, a name or a password is no way to another command
local t = require "prelude"
local ftp = require "socket.ftp"
local function ask(label, request)
  local sent, replies = "", { "220", "331", "230", "229", "200", "221" }
  request.host, request.check = "host", "2.."
  request.create = function()
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
  local _, err = ftp.command(request)
  t.show(label, err, sent:lower():find("\ndele", 1, true) ~= nil)
end
ask("argument", { command = "noop", argument = "x\r\nDELE y" })
ask("argument with LF", { command = "noop", argument = "x\nDELE y" })
ask("command", { command = "noop\r\nDELE y" })
ask("user", { command = "noop", user = "me\r\nDELE y", password = "secret" })
ask("password", { command = "noop", user = "me", password = "secret\r\nDELE y" })
local path = require("socket.url").unescape(ftp.genericform("ftp://host/x%0d%0aDELE%20y").path)
ask("path", { command = "noop", argument = path })
ask("no line break", { command = "noop", argument = "x" })
