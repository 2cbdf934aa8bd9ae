-- a line break in a URL or a header field is no way to another field
local t = require "prelude"
local http = require "socket.http"
local function request(label, description)
  local sent = ""
  local recorder = {
    settimeout = function() return 1 end,
    connect = function() return 1 end,
    close = function() return 1 end,
    receive = function() return nil, "closed", "" end,
    send = function(_, text)
      sent = sent .. text
      return #text
    end,
  }
  description.create = function() return recorder end
  description.url = description.url or "http://host/"
  t.show(label, select(2, http.request(description)), sent:lower():find("\nevil: x", 1, true) ~= nil)
end
request("method", { method = "GET / HTTP/1.1\r\nEvil: x\r\nOther:" })
request("path", { url = "http://host/a HTTP/1.1\r\nEvil: x\r\nOther:" })
request("uri", { uri = "/\nEvil: x\nOther:" })
request("host", { host = "host\r\nEvil: x", url = "http://host/" })
request("value", { headers = { ["x-a"] = "b\r\nEvil: x" } })
request("name", { headers = { ["x-a: b\r\nEvil"] = "x" } })
request("escaped", { url = "http://host/%0d%0aEvil:%20x" })
