-- lua-logging: to a socket, to files, to the console.
require "logging.console"
require "logging.file"
require "logging.rolling_file"
require "logging.socket"
local socket = require "socket"

local server = assert(socket.bind("127.0.0.1", 0))
local _, port = server:getsockname()
local logger = logging.socket("127.0.0.1", tonumber(port), "%level %message\n")
logger:info("first")
logger:error("second")
logger:debug({ a = 1 })
for _ = 1, 3 do
  local client = server:accept()
  client:settimeout(5)
  print(client:receive("*a"))
end

local year = os.date("%Y")
local file = logging.file("log%s.txt", "%Y", "%level %message\n")
file:warn("to a file")
file:fatal("again")
for line in io.lines("log" .. year .. ".txt") do print(line) end

local rolling = logging.rolling_file("roll.txt", 30, 2, "%level %message\n")
for index = 1, 6 do rolling:info("message " .. index) end
for _, name in ipairs { "roll.txt", "roll.txt.1", "roll.txt.2" } do print(name, io.open(name):read("*a")) end

local console = logging.console("%level %message\n")
console:setLevel(logging.WARN)
console:info("no")
console:error("yes")
