-- names are made small, values of one name are joined, and folded lines put together
-- peer
local t = require "prelude"
local web = require "web"
local http = require "socket.http"
local server = web.start()
local function ask(...)
  server.answer(web.response("HTTP/1.1 200 OK", "Content-Length: 0", ...))
  t.call("request", http.request, server.url)
end
ask("X-UPPER: Value", "", "")
ask("A: 1", "a: 2", "B: 3", "A: 4", "", "")
ask("Set-Cookie: a=b", "set-cookie: c=d; path=/", "", "")
ask("Empty:", "Blank: ", "None: \t ", "", "")
ask("A:no blank", "B:   many", "C:\ttab", "D: end  ", "", "")
ask("A: b: c:d", "Time: 12:30", "", "")
ask("Blank before : colon", "", "")
ask(": no name", "", "")
ask("Folded: a", " b", "\tc", "   d", "Next: e", "", "")
ask("Folded: a", " ", "Next: e", "", "")
ask("Folded:", " b", "", "")
ask("Folded: a", " b: c", "", "")
ask("Bytes: \0\1\127\128\255", "", "")
ask("", "")
