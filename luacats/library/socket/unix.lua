---@meta socket.unix

---What every stream object over a path can do, whatever its class.
---@class unixstream.any : socket.object
local stream = {}

---The path at this end.
---@return string? path empty without one
---@return string? err
function stream:getsockname() end

---Connects. The object is a `unixstream{client}` from then on.
---@param path string begins with NUL for an abstract name
---@return 1? done
---@return socket.error? err
function stream:connect(path) end
stream.setpeername = stream.connect

---Sets an option.
---@param option "keepalive"|"reuseaddr"
---@param value boolean
---@return 1? done
---@return string? err
---@overload fun(self: unixstream.any, option: "linger", value: socket.linger): 1?, string?
function stream:setoption(option, value) end

---@class unixstream.master : unixstream.any
local master = {}

---Gives it a path, which must not be there.
---@param path string
---@return 1? done
---@return socket.error? err
function master:bind(path) end
master.setsockname = master.bind

---Waits for connections from now on: the object is a `unixstream{server}`.
---@param backlog? integer
---@return 1? done
---@return socket.error? err
function master:listen(backlog) end

---@class unixstream.server : unixstream.any
local server = {}

---Waits for a connection.
---@return unixstream.client? client without limits of time
---@return socket.error? err "timeout" when none comes in time, "closed" on a closed server
function server:accept() end

---@class unixstream.client : unixstream.any
local client = {}

---As that of a TCP client.
---@param pattern? socket.pattern
---@param prefix? string
---@return string? data
---@return socket.error? err "timeout" or "closed"
---@return string? partial what had come until then, prefix included
function client:receive(pattern, prefix) end

---As that of a TCP client.
---@param data string|number
---@param i? integer
---@param j? integer
---@return integer? last the index of the last byte that was sent
---@return socket.error? err "timeout" or "closed"
---@return integer? partial the index of the last byte that was sent before that
function client:send(data, i, j) end

---Ends one or both directions. The other side receives "closed" when it has read everything.
---@param mode? "both"|"send"|"receive"
---@return 1 done
function client:shutdown(mode) end

---What went through the connection.
---@return integer received bytes
---@return integer sent bytes
---@return number age seconds
function client:getstats() end

---Sets what getstats counts on from.
---@param received? integer bytes
---@param sent? integer bytes
---@param age? number seconds
---@return 1 done
function client:setstats(received, sent, age) end

---What every datagram object over a path can do, whatever its class.
---@class unixdgram.any : socket.object
local dgram = {}

---The limits that settimeout has set.
---@return number block seconds, -1 for none
---@return number total seconds, -1 for none
function dgram:gettimeout() end

---The path at this end.
---@return string? path
---@return string? err
function dgram:getsockname() end

---Gives it a path, by which others can send to it.
---@param path string
---@return 1? done
---@return socket.error? err
function dgram:bind(path) end
dgram.setsockname = dgram.bind

---Talks to one peer only: the object is `unixdgram{connected}`.
---@param path string
---@return 1? done
---@return socket.error? err
function dgram:connect(path) end
dgram.setpeername = dgram.connect

---Receives a datagram.
---@param size? integer at most so many bytes, 8192 by default; what is longer is cut
---@return string? datagram may be empty; on a closed object it is
---@return socket.error? err "timeout"
function dgram:receive(size) end

---Sets an option.
---@param option "reuseaddr"
---@param value boolean
---@return 1? done
---@return string? err
function dgram:setoption(option, value) end

---@class unixdgram.unconnected : unixdgram.any
local unconnected = {}

---Sends a datagram to whoever receives at a path. Waits while their queue is full.
---@param datagram string
---@param path string
---@return integer? sent bytes
---@return socket.error? err "connection refused" where nobody receives any more, "refused" on a closed object, "timeout"
function unconnected:sendto(datagram, path) end

---Receives a datagram, and from which path.
---@param size? integer at most so many bytes, 8192 by default
---@return string? datagram
---@return string path_or_error "timeout", "closed" on a closed object, or the path of who sent it, empty without one
function unconnected:receivefrom(size) end

---@class unixdgram.connected : unixdgram.any
local connected = {}

---Sends a datagram to the peer. Waits while their queue is full.
---@param datagram string
---@return integer? sent bytes
---@return socket.error? err "connection refused" where nobody receives any more, "refused" on a closed object, "timeout"
function connected:send(datagram) end

---@class socket.unix
---@overload fun(): unixstream.master?, socket.error?
local unix = {}

---A stream object over a path.
---@return unixstream.master? master
---@return socket.error? err
function unix.stream() end
unix.tcp = unix.stream

---A datagram object over a path.
---@return unixdgram.unconnected? dgram
---@return socket.error? err
function unix.dgram() end
unix.udp = unix.dgram

---What calling the module does: a stream object.
---@return unixstream.master? master
---@return socket.error? err
function unix.__call() end

return unix
