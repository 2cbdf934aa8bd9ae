-- open without what creates a socket
local t = require "prelude"
local socket = require "socket"
local http = require "socket.http"
t.show("pcall", (pcall(socket.protect(http.open), "127.0.0.1", t.unused_port())))
