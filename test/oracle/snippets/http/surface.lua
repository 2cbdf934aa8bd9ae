-- the module has these fields, and adds a sink and a source
local socket = require "socket"
local t = require "prelude"
local http = require "socket.http"
for name, value in pairs(http) do
  t.name(value, type(value) .. " " .. name)
end
local kinds = {}
for name, value in pairs(http) do
  kinds[name] = type(value)
end
t.show("fields", kinds)
t.show("schemes", http.schemes)
t.show("TIMEOUT", http.TIMEOUT)
t.show("USERAGENT", http.USERAGENT == socket._VERSION)
t.show("in socket", socket.http == http)
t.show("sink", type(socket.sinkt["http-chunked"]))
t.show("source", type(socket.sourcet["http-chunked"]))
t.show("schemes.http.create", type(http.schemes.http.create {}))
