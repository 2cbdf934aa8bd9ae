-- FTP's active mode works in every Lua, and EPRT names the family
local t = require "prelude"
local ftp = require "socket.ftp"
local function session(lines)
  local control = {
    settimeout = function() return 1 end,
    connect = function() return 1 end,
    close = function() return 1 end,
    getpeername = function() return "127.0.0.1", 21, "inet" end,
    getsockname = function() return "127.0.0.1", 2121, "inet" end,
    receive = function() return "200 done" end,
    send = function(_, line)
      lines[#lines + 1] = line
      return #line
    end,
  }
  return ftp.open("host", 21, function() return control end)
end
local sent = {}
local open = session(sent)
t.show("port", pcall(open.port, open, "10.1.2.3", 65281) and sent[1])
sent = {}
open = session(sent)
t.show("eprt", pcall(open.eprt, open) and sent[1]:gsub("|%d+|\r", "|<port>|\r"))
open:close()
