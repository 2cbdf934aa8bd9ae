---@meta socket.tp

---A connection to a server that answers lines with codes, as those of FTP and SMTP do.
---@class socket.tp.connection
local connection = {}

---Sends a command.
---@param command string
---@param argument? string|number
---@return integer? sent
---@return socket.error? err
function connection:command(command, argument) end

---Receives a reply and checks its code.
---@param ok? string|string[]|fun(code: integer, reply: string): any a pattern of the code, several, or a function
---@return integer? code or what the function gives
---@return string reply_or_error of all its lines
function connection:check(ok) end

---Sends all that a source gives.
---@param source ltn12.source
---@param step? ltn12.step
---@return 1? done
---@return socket.error? err
function connection:source(source, step) end

---Gives a sink what `receive` gives.
---@param sink ltn12.sink
---@param pattern? socket.pattern
---@return 1? done
---@return string? err
function connection:sink(sink, pattern) end

---Sends data as it is.
---@param data string
---@return integer? last
---@return socket.error? err
---@return integer? partial
function connection:send(data) end

---Receives what a client would, a line by default.
---@param pattern? socket.pattern
---@return string? data
---@return socket.error? err
---@return string? partial
function connection:receive(pattern) end

---The descriptor: select takes the connection as it takes a client.
---@return integer fd
function connection:getfd() end

---Whether received bytes wait to be asked for.
---@return boolean
function connection:dirty() end

---The client below.
---@return tcp.client
function connection:getcontrol() end

---The address and port at this end.
---@return string? ip
---@return integer|string port_or_error
---@return "inet"|"inet6" family
function connection:getsockname() end

---The address and port at the other end.
---@return string? ip
---@return integer|string port_or_error
---@return "inet"|"inet6" family
function connection:getpeername() end

---Closes the connection.
---@return 1 done
function connection:close() end

---@class socket.tp
---@field TIMEOUT number seconds, 60 by default
local tp = {}

---Connects to a server. The timeout is for each call of the connection, the connect among them.
---@param host string
---@param port integer|string
---@param timeout? number seconds
---@param create? fun(): table
---@return socket.tp.connection? connection
---@return socket.error? err
function tp.connect(host, port, timeout, create) end

return tp
