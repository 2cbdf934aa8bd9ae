---@meta socket

-- Times are in seconds, with fractions; sizes and counts are in bytes. A call that fails returns nil and a message; only
-- misuse raises an error.

---Messages of the common failures; others are the system's.
---@alias socket.error
---| "closed" # the peer closed or reset the connection, or the object is closed
---| "timeout" # the time that settimeout allows is over, or the system gave up
---| "refused" # a closed datagram object cannot send
---| "connection refused" # nothing listens at the port or path
---| "address already in use" # another socket is bound there, or the socket file exists
---| "already connected" # connect on a socket with a peer
---| "permission denied" # by the system, or by a policy
---| "path too long" # longer than the address of a unix-domain socket
---| "line too long" # longer than setlimits allows for a line
---| "too much data" # more than setlimits allows
---| "out of memory" # the received data does not fit
---| "setsockopt failed" # the system refuses the option, or there is no descriptor yet
---| "getsockopt failed" # the system refuses the option, or there is no descriptor yet
---| "host not found" # dns.toip and dns.tohostname: the name has no address
---| "host or service not provided, or not known" # connect and bind: the name has no address
---| "service not supported for socket type" # no such service, or a port beyond 65535
---| "temporary failure in name resolution" # the resolver cannot be reached
---| string

---@alias socket.family
---| "inet" # IPv4
---| "inet6" # IPv6
---| "unspec" # either

---How much to receive: a line, everything until the peer closes, or a number of bytes.
---@alias socket.pattern
---| "*l" # a line, without its LF and without any CR
---| "*a" # everything until the peer closes
---| integer

---The limit that settimeout sets. Only the first letter counts.
---@alias socket.timeoutmode
---| "b" # the block limit, the default
---| "block" # as "b"
---| "t" # the total limit
---| "total" # as "t"
---| "r" # as "t"

---@alias socket.shutdownmode
---| "both"
---| "send" # the peer reads the end of the stream
---| "receive"

---@alias socket.sinkmode
---| "close-when-done" # closes the socket at the end
---| "keep-open" # leaves the socket open
---| "default" # as "keep-open"

---@alias socket.sourcemode
---| "by-length" # ends after a number of bytes
---| "until-closed" # ends when the peer closes
---| "default" # as "until-closed"

---@class socket.linger
---@field on boolean true if close waits until the peer has received what was sent
---@field timeout integer maximum wait in seconds; 0 with on = true resets the connection

---Maximum number of bytes that one receive may gather.
---@class socket.limits
---@field line? integer|false of a line, without its LF
---@field all? integer|false of "*a"
---@field count? integer|false that may be asked for by number

---@class socket.membership
---@field multiaddr string address of the group
---@field interface string address of the interface, "*" for the system's choice

---@class socket.membership6
---@field multiaddr string address of the group
---@field interface? integer index of the interface; 0, the default, for the system's choice

---Methods of every object.
---@class socket.object
---@field class string name of the class, `"tcp{client}"` for example
local object = {}

---Closes the socket. A second close does nothing.
---@return 1 done
function object:close() end

---True if received bytes are buffered; select then reports the object as readable at once.
---@return boolean
function object:dirty() end

---Returns the descriptor.
---@return integer fd -1 for none
function object:getfd() end

---Replaces the descriptor; the one before is not closed.
---@param fd integer
---@return nil
---@return socket.error? err "permission denied" if a policy refuses; the object is then unchanged
function object:setfd(fd) end

---Limits how long calls wait, in seconds. With one limit, of either kind, it is a deadline for each whole call. With
---both, no single wait exceeds the block limit and no call the total limit.
---@param seconds? number 0 never waits; a negative number, or nil, removes the limit
---@param mode? socket.timeoutmode "b" by default
---@return 1 done
function object:settimeout(seconds, mode) end

---The limits of a call.
---@class socket.common.timeout
local timed = {}

---Returns the limits that settimeout set.
---@return number block seconds, -1 for none
---@return number total seconds, -1 for none
function timed:gettimeout() end

---The address of this end, for TCP and UDP.
---@class socket.common.inet
local inet = {}

---Returns the address family, `"inet4"` for an object that has none yet.
---@return "inet4"|"inet6" family
function inet:getfamily() end

---Returns the address and port of this end.
---@return string? ip nil without a descriptor
---@return integer|socket.error port_or_error
---@return socket.family? family
function inet:getsockname() end

---The address of the peer, for TCP and UDP.
---@class socket.common.peer
local peer = {}

---Returns the address and port of the peer.
---@return string? ip nil without a peer
---@return integer|socket.error port_or_error
---@return socket.family? family
function peer:getpeername() end

---Limits of receive, for streams.
---@class socket.common.stream
local stream = {}

---Returns how many bytes one receive may gather. Clients begin with the limits of the server that accepted them.
---@return socket.limits limits false for none
function stream:getlimits() end

---Limits how many bytes one receive may gather, so that a peer cannot fill the memory. Beyond a limit receive fails with
---"line too long" or "too much data"; the bytes within the limit are the partial result, the others can still be received.
---@param limits socket.limits an absent field leaves its limit unchanged, false removes it
---@return 1 done
function stream:setlimits(limits) end

---Listening, for streams.
---@class socket.common.master
local listener = {}

---Makes a bound master a server.
---@param backlog? integer maximum number of connections that wait to be accepted, 32 by default
---@return 1? done
---@return socket.error? err
function listener:listen(backlog) end

---Methods of a connection, for streams.
---@class socket.common.client
local connection = {}

---Receives a line, everything until the peer closes, or a number of bytes.
---@param pattern? socket.pattern "*l" by default
---@param prefix? string precedes the result and counts as part of a number of bytes
---@return string? data
---@return socket.error? err "timeout" or "closed"
---@return string? partial received before the failure, with the prefix; it is not returned again
function connection:receive(pattern, prefix) end

---Sends the bytes i to j of data.
---@param data string|number
---@param i? integer index of the first byte, 1 by default; negative indexes count from the end
---@param j? integer index of the last byte, -1 by default
---@return integer? last index of the last byte that was sent
---@return socket.error? err "timeout" or "closed"
---@return integer? partial index of the last byte that was sent before the failure
function connection:send(data, i, j) end

---Ends one or both directions of the connection. The peer then reads the end of what was sent.
---@param mode? socket.shutdownmode "both" by default
---@return 1 done
function connection:shutdown(mode) end

---Returns the counters of the connection.
---@return integer received bytes
---@return integer sent bytes
---@return number age seconds since the object was made
function connection:getstats() end

---Sets the counters of getstats; an absent one stays as it is.
---@param received? integer bytes
---@param sent? integer bytes
---@param age? number seconds
---@return 1 done
function connection:setstats(received, sent, age) end

---Receiving, for datagrams.
---@class socket.common.datagram
local datagrams = {}

---Receives a datagram. A closed object, and one that never sent nor was bound, returns empty datagrams; in an event loop,
---closing a waiting object ends the call with "closed".
---@param size? integer maximum number of bytes, 8192 by default; the rest of a longer datagram is lost
---@return string? data may be empty
---@return socket.error? err "timeout"; "connection refused", once, if nothing listens at the peer's port
function datagrams:receive(size) end

---Sending to the peer, for datagrams.
---@class socket.common.connected
local sender = {}

---Sends a datagram to the peer.
---@param data string|number may be empty
---@return integer? sent bytes
---@return socket.error? err "connection refused" if nothing listens there, "refused" on a closed object, "timeout"
function sender:send(data) end

---Methods of every TCP object, whatever its class.
---@class tcp.any : socket.object, socket.common.timeout, socket.common.inet, socket.common.peer, socket.common.stream
local tcp = {}

---Reads an option.
---@param name "keepalive"|"reuseaddr"|"reuseport"|"tcp-nodelay" whether it is on
---@return boolean? value
---@return socket.error? err "getsockopt failed"
---@overload fun(self: tcp.any, name: "linger"): socket.linger?, socket.error?
---@overload fun(self: tcp.any, name: "tcp-keepidle"|"tcp-keepcnt"|"tcp-keepintvl"|"recv-buffer-size"|"send-buffer-size"): integer?, socket.error?
---@overload fun(self: tcp.any, name: "bindtodevice"): string?, socket.error?
---@overload fun(self: tcp.any, name: "error"): socket.error? the pending error; reading clears it
function tcp:getoption(name) end

---Sets an option.
---@param name "keepalive"|"reuseaddr"|"reuseport"|"tcp-nodelay"|"ipv6-v6only"
---@param value boolean
---@return 1? done
---@return socket.error? err "setsockopt failed"
---@overload fun(self: tcp.any, name: "linger", value: socket.linger): 1?, socket.error?
---@overload fun(self: tcp.any, name: "tcp-keepidle"|"tcp-keepcnt"|"tcp-keepintvl"|"tcp-defer-accept"|"tcp-fastopen"|"tcp-fastopen-connect"|"recv-buffer-size"|"send-buffer-size", value: integer): 1?, socket.error?
---@overload fun(self: tcp.any, name: "bindtodevice", value: string): 1?, socket.error?
function tcp:setoption(name, value) end

---Connects to a host. The addresses of a name are tried in turn; the timeout holds for each of them. The object is a
---`tcp{client}` afterwards, even if this fails.
---@param address string name or address, "*" for this host
---@param port integer|string 1 to 65535, or the name of a service
---@return 1? done
---@return socket.error? err "connection refused"; "timeout": the attempt goes on, and select reports the object as writable when it is over; "closed" if the object is closed while it waits in an event loop
function tcp:connect(address, port) end
tcp.setpeername = tcp.connect

---A TCP object from socket.tcp: connect makes it a client, listen a server.
---@class tcp.master : tcp.any, socket.common.master
local master = {}

---Binds to an address and port of this host.
---@param address string name or address, "*" for all of IPv4, or of IPv6 for an object of socket.tcp6
---@param port integer|string 0 to 65535, or the name of a service; for 0 the system chooses a port
---@return 1? done
---@return socket.error? err such as "address already in use"; in an event loop, the lookup of a name may end with "timeout" or "closed"
function master:bind(address, port) end
master.setsockname = master.bind

---A TCP object that accepts connections: from socket.bind, or a master after listen.
---@class tcp.server : tcp.any
local server = {}

---Waits for a connection.
---@return tcp.client? client without a timeout
---@return socket.error? err "timeout", or "closed" on a closed server
function server:accept() end

---A connection: from socket.connect, connect or accept.
---@class tcp.client : tcp.any, socket.common.client
local client = {}

---Methods of every UDP object, whatever its class.
---@class udp.any : socket.object, socket.common.timeout, socket.common.inet, socket.common.datagram
local udp = {}

---Connects the object to a peer, the only one that it then sends to and receives from: it is `udp{connected}`. "*" makes
---it `udp{unconnected}` again.
---@param address string name or address of the peer
---@param port integer|string 0 to 65535, or the name of a service
---@return 1? done
---@return socket.error? err in an event loop, the lookup of a name may end with "timeout" or "closed"
---@overload fun(self: udp.any, address: "*"): 1?, socket.error?
function udp:setpeername(address, port) end

---Reads an option.
---@param name "dontroute"|"broadcast"|"reuseaddr"|"reuseport"|"ip-multicast-loop"|"ipv6-multicast-loop"|"ipv6-v6only"
---@return boolean? value
---@return socket.error? err "getsockopt failed"
---@overload fun(self: udp.any, name: "ip-multicast-if"): string?, socket.error?
---@overload fun(self: udp.any, name: "ipv6-unicast-hops"|"ipv6-multicast-hops"|"recv-buffer-size"|"send-buffer-size"): integer?, socket.error?
---@overload fun(self: udp.any, name: "error"): socket.error?
function udp:getoption(name) end

---Sets an option.
---@param name "dontroute"|"broadcast"|"reuseaddr"|"reuseport"|"ip-multicast-loop"|"ipv6-multicast-loop"|"ipv6-v6only"
---@param value boolean
---@return 1? done
---@return socket.error? err "setsockopt failed"
---@overload fun(self: udp.any, name: "ip-multicast-if", value: string): 1?, socket.error?
---@overload fun(self: udp.any, name: "ip-multicast-ttl"|"ipv6-unicast-hops"|"ipv6-multicast-hops"|"recv-buffer-size"|"send-buffer-size", value: integer): 1?, socket.error?
---@overload fun(self: udp.any, name: "ip-add-membership"|"ip-drop-membership", value: socket.membership): 1?, socket.error?
---@overload fun(self: udp.any, name: "ipv6-add-membership"|"ipv6-drop-membership", value: socket.membership6): 1?, socket.error?
function udp:setoption(name, value) end

---A UDP object from socket.udp, without a peer.
---@class udp.unconnected : udp.any
local unconnected = {}

---Binds to an address and port of this host.
---@param address string name or address, "*" for all of IPv4, or of IPv6 for an object of socket.udp6
---@param port integer|string 0 to 65535, or the name of a service; for 0 the system chooses a port
---@return 1? done
---@return socket.error? err such as "address already in use"; in an event loop, the lookup of a name may end with "timeout" or "closed"
function unconnected:setsockname(address, port) end

---Sends a datagram to an address.
---@param data string|number may be empty
---@param ip string address in numbers: names are not looked up
---@param port integer|string 1 to 65535
---@return integer? sent bytes
---@return socket.error? err "refused" on a closed object, "permission denied" for a broadcast address without the option, "timeout"
function unconnected:sendto(data, ip, port) end

---Receives a datagram and returns its sender.
---@param size? integer maximum number of bytes, 8192 by default
---@return string? data
---@return string|socket.error ip_or_error "timeout", or "closed" on a closed object
---@return integer? port
function unconnected:receivefrom(size) end

---A UDP object with a peer: after setpeername.
---@class udp.connected : udp.any, socket.common.peer, socket.common.connected
local connected = {}

---@class socket.hostentry
---@field name string canonical name
---@field alias string[] other names
---@field ip string[] IPv4 addresses

---@class socket.address
---@field family socket.family
---@field addr string

---The system's resolver. No timeout of a socket limits its calls.
---@class socketdns
local dns = {}

---Returns the name of this host.
---@return string? name
---@return socket.error? err
function dns.gethostname() end

---Returns all addresses of a host, in the order in which they should be tried.
---@param address string name or address
---@return socket.address[]? addresses
---@return socket.error? err
function dns.getaddrinfo(address) end

---Returns the names of a host's addresses, and of a service. At least one of the two is needed.
---@param host? string name or address
---@param service? integer|string port or name of a TCP service
---@return string[]? names a name for each address of the host, the address itself without one
---@return string|socket.error|nil service_or_error
function dns.getnameinfo(host, service) end

---Returns the first IPv4 address of a host.
---@param address string name or address
---@return string? ip
---@return socket.hostentry|socket.error entry_or_error "host not found"
function dns.toip(address) end

---Returns the canonical name of a host.
---@param address string name or IPv4 address
---@return string? name
---@return socket.hostentry|socket.error entry_or_error
function dns.tohostname(address) end

---@class socket
---@field dns socketdns
---@field _VERSION string version of LuaSocket
---@field _SETSIZE integer maximum number of sockets that select can watch
---@field _DATAGRAMSIZE integer number of bytes of a datagram that are received by default
---@field _SOCKETINVALID integer descriptor of a closed object
---@field BLOCKSIZE integer maximum number of bytes of a source's chunk
---@field sinkt table<string, function> sinks by mode
---@field sourcet table<string, function> sources by mode
local socket = {}

---Makes a TCP master without a descriptor: the first bind or connect makes one, of the address's family. Options can only
---be set from then on.
---@return tcp.master master
function socket.tcp() end

---Makes a TCP master of IPv4, with a descriptor at once.
---@return tcp.master? master
---@return socket.error? err
function socket.tcp4() end

---Makes a TCP master of IPv6, with a descriptor at once. It leaves IPv4 to others.
---@return tcp.master? master
---@return socket.error? err
function socket.tcp6() end

---Makes a UDP object without a descriptor: the first setsockname, setpeername or sendto makes one, of the address's
---family. Options can only be set from then on.
---@return udp.unconnected udp
function socket.udp() end

---Makes a UDP object of IPv4, with a descriptor at once.
---@return udp.unconnected? udp
---@return socket.error? err
function socket.udp4() end

---Makes a UDP object of IPv6, with a descriptor at once. It leaves IPv4 to others.
---@return udp.unconnected? udp
---@return socket.error? err
function socket.udp6() end

---Connects to a host, without a timeout but the system's. socket.tcp, settimeout and connect allow another one.
---@param address string name or address; the addresses of a name are tried in turn
---@param port integer|string 1 to 65535, or the name of a service
---@param locaddr? string local address to connect from
---@param locport? integer|string local port, with locaddr only; 0, the default, lets the system choose
---@param family? socket.family family of both ends
---@return tcp.client? client
---@return socket.error? err "connection refused", "host or service not provided, or not known", or "timeout" if the system gave up
function socket.connect(address, port, locaddr, locport, family) end

---As connect, over IPv4 only.
---@param address string
---@param port integer|string
---@param locaddr? string
---@param locport? integer|string
---@return tcp.client? client
---@return socket.error? err
function socket.connect4(address, port, locaddr, locport) end

---As connect, over IPv6 only.
---@param address string
---@param port integer|string
---@param locaddr? string
---@param locport? integer|string
---@return tcp.client? client
---@return socket.error? err
function socket.connect6(address, port, locaddr, locport) end

---Makes a server: binds with reuseaddr to the first usable address of a host, and listens.
---@param host string name or address; "*" is all of IPv4, "::" all of IPv6
---@param port integer|string 0 to 65535, or the name of a service; for 0 the system chooses a port
---@param backlog? integer maximum number of connections that wait to be accepted, 32 by default
---@return tcp.server? server
---@return socket.error? err "address already in use", "permission denied"
function socket.bind(host, port, backlog) end

---Waits until one of several objects is readable or writable. Raises "select failed" for a descriptor that is not open. A
---closed object is skipped; in an event loop, one that is closed meanwhile is reported as ready, and its next call
---fails with "closed".
---@generic R, W
---@param readers? R[] objects, or tables with getfd and dirty
---@param writers? W[]
---@param seconds? number negative, or nil, waits indefinitely
---@return table<integer|R, R|integer> readable list that also has each object as a key; those with unread bytes come first
---@return table<integer|W, W|integer> writable
---@return "timeout"? err
function socket.select(readers, writers, seconds) end

---Returns the time of day.
---@return number seconds since 1970
function socket.gettime() end

---Waits. In an event loop, other tasks run meanwhile.
---@param seconds number none if negative
function socket.sleep(seconds) end

---Drops the first values.
---@param count integer number of values that are dropped
---@param ... any
---@return any ...
function socket.skip(count, ...) end

---Makes a function that returns its arguments, or, if the first is nil or false, raises the second for protect to catch.
---@param finalizer? function called before the error is raised
---@return function
function socket.newtry(finalizer) end

---newtry without a finalizer.
---@param ... any
---@return any ...
function socket.try(...) end

---Makes a function that returns nil and the reason instead of raising what a function of newtry raises. Other errors pass.
---@param func function
---@return function
function socket.protect(func) end

---Makes a function that selects another one by name from a table.
---@param ways table<string, function>
---@return function
function socket.choose(ways) end

---Makes a sink for ltn12 that sends.
---@param mode socket.sinkmode|string
---@param socket socket.common.client
---@return ltn12.sink
---@overload fun(socket: socket.common.client): ltn12.sink
function socket.sink(mode, socket) end

---Makes a source for ltn12 that receives. A failure loses what was received of its chunk.
---@param mode "by-length"
---@param socket socket.common.client
---@param length integer total number of bytes
---@return ltn12.source
---@overload fun(mode: socket.sourcemode|string, socket: socket.common.client, length?: integer): ltn12.source
---@overload fun(socket: socket.common.client): ltn12.source
function socket.source(mode, socket, length) end

---Frees the resources of the library: there are none.
function socket.__unload() end

return socket
