-- getsockname gives its port as a number
local t = require "prelude"
local client, peer = t.pair()
local _, port = client:getsockname()
t.show("type", type(port))
local server = t.listen()
_, port = server:getsockname()
t.show("server", type(port))
