---@meta socket.unix

---Methods of every stream object over a path, whatever its class.
---@class unixstream.any : socket.object, socket.common.stream
local stream = {}

---Returns the path of this end.
---@return string? path empty for none
---@return socket.error? err
function stream:getsockname() end

---Sets an option.
---@param name "keepalive"|"reuseaddr"
---@param value boolean
---@return 1? done
---@return socket.error? err "setsockopt failed"
---@overload fun(self: unixstream.any, name: "linger", value: socket.linger): 1?, socket.error?
function stream:setoption(name, value) end

---A stream object from socket.unix: connect makes it a client, listen a server. An object whose bind or connect failed is
---closed.
---@class unixstream.master : unixstream.any, socket.common.master
local master = {}

---Binds to a path, where a socket file appears. The file remains when the object is closed, and must be removed before the
---path can be bound again.
---@param path string up to 107 bytes; one that begins with NUL is an abstract name of Linux, without a file
---@return 1? done
---@return socket.error? err "address already in use", "path too long"
function master:bind(path) end
master.setsockname = master.bind

---Connects to the server at a path, and waits while its queue is full. The object is a `unixstream{client}` then.
---@param path string
---@return 1? done
---@return socket.error? err "connection refused" if nothing listens any more, "timeout"
function master:connect(path) end
master.setpeername = master.connect

---A stream object that accepts connections.
---@class unixstream.server : unixstream.any
local server = {}

---Waits for a connection.
---@return unixstream.client? client without a timeout
---@return socket.error? err "timeout", or "closed" on a closed server
function server:accept() end

---A connection: from connect or accept.
---@class unixstream.client : unixstream.any, socket.common.client
local client = {}

---Methods of every datagram object over a path, whatever its class. Nothing is lost on the way: a full queue makes senders
---wait. An object whose bind or connect failed is closed.
---@class unixdgram.any : socket.object, socket.common.timeout, socket.common.datagram
local dgram = {}

---Returns the path of this end.
---@return string? path empty for none
---@return socket.error? err
function dgram:getsockname() end

---Connects the object to the receiver at a path: it is `unixdgram{connected}` then. A connected one may connect to another.
---@param path string
---@return 1? done
---@return socket.error? err
function dgram:connect(path) end
dgram.setpeername = dgram.connect

---Sets an option.
---@param name "reuseaddr"
---@param value boolean
---@return 1? done
---@return socket.error? err "setsockopt failed"
function dgram:setoption(name, value) end

---A datagram object from socket.unix.dgram, without a peer.
---@class unixdgram.unconnected : unixdgram.any
local unconnected = {}

---Binds to a path, where others can send to. The socket file remains when the object is closed.
---@param path string up to 107 bytes; one that begins with NUL is an abstract name of Linux, without a file
---@return 1? done
---@return socket.error? err "address already in use", "path too long"
function unconnected:bind(path) end
unconnected.setsockname = unconnected.bind

---Sends a datagram to the receiver at a path. Waits while its queue is full.
---@param data string|number may be empty
---@param path string
---@return integer? sent bytes
---@return socket.error? err "connection refused" if nothing receives there any more, "refused" on a closed object, "timeout"
function unconnected:sendto(data, path) end

---Receives a datagram and returns the path of its sender.
---@param size? integer maximum number of bytes, 8192 by default
---@return string? data
---@return string|socket.error path_or_error empty for a sender without a path; "timeout", or "closed" on a closed object
function unconnected:receivefrom(size) end

---A datagram object with a peer: after connect.
---@class unixdgram.connected : unixdgram.any, socket.common.connected
local connected = {}

---@class socket.unix
---@overload fun(): unixstream.master?, socket.error?
local unix = {}

---Makes a stream object.
---@return unixstream.master? master
---@return socket.error? err
function unix.stream() end
unix.tcp = unix.stream

---Makes a datagram object.
---@return unixdgram.unconnected? dgram
---@return socket.error? err
function unix.dgram() end
unix.udp = unix.dgram

---Makes a stream object: what a call of the module does.
---@return unixstream.master? master
---@return socket.error? err
function unix.__call() end

return unix
