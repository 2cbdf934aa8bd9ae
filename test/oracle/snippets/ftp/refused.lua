-- What the server refuses ends the conversation at once, with its reply as the error
-- peer
local t = require "prelude"
local scripted = require "scripted"
local ltn12 = require "ltn12"
local ftp = require "socket.ftp"
local LOGIN = [[ say "220 here" answer("331 password", "230 in") ]]
local PASSIVE = LOGIN .. [[ hear() say("229 Extended (|||" .. passive() .. "|)") ]]
local scripts = {
  [[ say "421 later" ]],
  [[ connection:close() ]],
  [[ say "220 here" answer("331 password", "530 wrong") ]],
  LOGIN .. [[ answer "500 EPSV?" ]],
  LOGIN .. [[ answer "522 other protocol" ]],
  LOGIN .. [[ answer "229 where" ]],
  LOGIN .. [[ hear() connection:close() ]],
  LOGIN .. ([[ answer "229 Extended (|||%d|)" ]]):format(t.unused_port()),
  PASSIVE .. [[ answer "550-no\r\n550 such file" ]],
  PASSIVE .. [[ answer "350 more" ]],
  PASSIVE .. [[ hear() connection:close() ]],
}
for index, script in ipairs(scripts) do
  local url = "ftp://127.0.0.1:%d/file"
  t.show("get " .. index, ftp.get(url:format(scripted.server(script))))
  scripted.show_heard()
  t.show("put " .. index, ftp.put(url:format(scripted.server(script)), "text"))
  scripted.show_heard()
end
local port = scripted.server [[ say "220 here" answer("331 password", "230 in", "504 type?") ]]
t.show("type", ftp.get { host = "127.0.0.1", port = port, type = "e", path = "x", sink = ltn12.sink.null() })
scripted.show_heard()
