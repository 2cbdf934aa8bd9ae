---@meta socket

-- Times are in seconds, with fractions; sizes and counts are in bytes. What fails gives nil and a message; only
-- misuse raises an error.

---The words for what goes wrong most often; others are those of the system.
---@alias socket.error
---| "closed" # the connection was closed, by the peer or by us
---| "timeout" # the time that settimeout allows is over
---| "connection refused" # nobody listens there
---| "host not found" # the name has no address
---| "address already in use"
---| "permission denied"
---| string

---@alias socket.family
---| "inet" # IPv4
---| "inet6" # IPv6
---| "unspec" # either

---How much to receive: a line, everything to the end of the connection, or so many bytes.
---@alias socket.pattern
---| "*l" # a line; its LF and every CR are left out
---| "*a" # everything until the peer closes
---| integer

---What settimeout limits.
---@alias socket.timeoutmode
---| "b" # each call, from its beginning; the default
---| "t" # each call in all, also where it waits several times
---| "r" # as "t"

---@class socket.linger
---@field on boolean whether close waits until what was sent has arrived
---@field timeout integer for how many seconds; 0 with on = true resets the connection

---@class socket.membership
---@field multiaddr string the group's address
---@field interface string the address of the interface, "*" for any

---@class socket.membership6
---@field multiaddr string the group's address
---@field interface integer the number of the interface, 0 for any

---What every LuaSocket object can do.
---@class socket.object
---@field class string the name of its class, `"tcp{client}"` for example
local object = {}

---Closes it. Closing again does nothing.
---@return 1 done
function object:close() end

---Whether received bytes wait to be asked for. select says at once that such an object can be read.
---@return boolean
function object:dirty() end

---The descriptor.
---@return integer fd -1 when it is closed
function object:getfd() end

---Takes over a descriptor. The one that it had is not closed.
---@param fd integer
function object:setfd(fd) end

---Limits how long calls wait. Without a limit they wait for ever.
---@param value number|nil seconds; 0 never to wait, nil or a negative number for no limit
---@param mode? socket.timeoutmode
---@return 1 done
function object:settimeout(value, mode) end

---What every TCP object can do, whatever its class.
---@class tcp.any : socket.object
local tcp = {}

---The limits that settimeout has set.
---@return number block seconds, -1 for none
---@return number total seconds, -1 for none
function tcp:gettimeout() end

---Which addresses it is for; `"inet4"` as long as it has none.
---@return "inet"|"inet6" family
function tcp:getfamily() end

---The address and port at this end.
---@return string? ip nil when it has none
---@return integer|string port_or_error
---@return "inet"|"inet6" family
function tcp:getsockname() end

---The address and port at the other end.
---@return string? ip nil when it is not connected
---@return integer|string port_or_error
---@return "inet"|"inet6" family
function tcp:getpeername() end

---Reads an option.
---@param option "keepalive"|"reuseaddr"|"reuseport"|"tcp-nodelay" whether it is on
---@return boolean? value
---@return string? err
---@overload fun(self: tcp.any, option: "linger"): socket.linger?, string?
---@overload fun(self: tcp.any, option: "tcp-keepidle"|"tcp-keepcnt"|"tcp-keepintvl"|"recv-buffer-size"|"send-buffer-size"): integer?, string?
---@overload fun(self: tcp.any, option: "bindtodevice"): string?, string?
---@overload fun(self: tcp.any, option: "error"): string? the error that waits, taken with asking
function tcp:getoption(option) end

---Sets an option.
---@param option "keepalive"|"reuseaddr"|"reuseport"|"tcp-nodelay"|"ipv6-v6only"
---@param value boolean
---@return 1? done
---@return string? err
---@overload fun(self: tcp.any, option: "linger", value: socket.linger): 1?, string?
---@overload fun(self: tcp.any, option: "tcp-keepidle"|"tcp-keepcnt"|"tcp-keepintvl"|"tcp-defer-accept"|"tcp-fastopen"|"tcp-fastopen-connect"|"recv-buffer-size"|"send-buffer-size", value: integer): 1?, string?
---@overload fun(self: tcp.any, option: "bindtodevice", value: string): 1?, string?
function tcp:setoption(option, value) end

---Connects. The object is a `tcp{client}` from then on, even if that fails.
---@param host string a name or address
---@param port integer|string a number or the name of a service
---@return 1? done
---@return socket.error? err "timeout" with settimeout; the connection may still be made, and select tells when
function tcp:connect(host, port) end
tcp.setpeername = tcp.connect

---A TCP object that is nothing yet: from socket.tcp. connect makes a client of it, listen a server.
---@class tcp.master : tcp.any
local master = {}

---Gives it an address and port of this machine.
---@param host string a name or address, "*" for any
---@param port integer|string 0 for any that is free
---@return 1? done
---@return socket.error? err
function master:bind(host, port) end
master.setsockname = master.bind

---Waits for connections from now on: the object is a `tcp{server}`.
---@param backlog? integer how many connections may wait to be accepted, 32 by default
---@return 1? done
---@return socket.error? err
function master:listen(backlog) end

---A TCP object that accepts connections: from socket.bind, or a master's listen.
---@class tcp.server : tcp.any
local server = {}

---Waits for a connection.
---@return tcp.client? client without limits of time
---@return socket.error? err "timeout" when none comes in time, "closed" on a closed server
function server:accept() end

---A connection: from socket.connect, connect or accept.
---@class tcp.client : tcp.any
local client = {}

---Receives a line, everything, or so many bytes.
---@param pattern? socket.pattern a line by default
---@param prefix? string comes before what is received, and counts with a number of bytes
---@return string? data
---@return socket.error? err "timeout" or "closed"
---@return string? partial what had come until then, prefix included; it is received and not given again
function client:receive(pattern, prefix) end

---Sends the bytes i to j of data.
---@param data string|number
---@param i? integer the first byte, 1 by default; negative ones count from the end
---@param j? integer the last byte, the end by default
---@return integer? last the index of the last byte that was sent
---@return socket.error? err "timeout" or "closed"
---@return integer? partial the index of the last byte that was sent before that
function client:send(data, i, j) end

---Ends one or both directions. The other side receives "closed" when it has read everything.
---@param mode? "both"|"send"|"receive" "both" by default
---@return 1 done
function client:shutdown(mode) end

---What went through the connection.
---@return integer received bytes
---@return integer sent bytes
---@return number age seconds since it was made
function client:getstats() end

---Sets what getstats counts on from.
---@param received? integer bytes
---@param sent? integer bytes
---@param age? number seconds
---@return 1 done
function client:setstats(received, sent, age) end

---What every UDP object can do, whatever its class.
---@class udp.any : socket.object
local udp = {}

---The limits that settimeout has set.
---@return number block seconds, -1 for none
---@return number total seconds, -1 for none
function udp:gettimeout() end

---Which addresses it is for; `"inet4"` as long as it has none.
---@return "inet"|"inet6" family
function udp:getfamily() end

---The address and port at this end.
---@return string? ip
---@return integer|string port_or_error
---@return "inet"|"inet6" family
function udp:getsockname() end

---Receives a datagram.
---@param size? integer at most so many bytes, 8192 by default; what is longer is cut
---@return string? datagram may be empty
---@return socket.error? err "timeout"; "connection refused", once, where the peer's host has said that nobody listens. A closed object gives empty datagrams.
function udp:receive(size) end

---Talks to one peer only from now on: the object is `udp{connected}`. "*" ends that.
---@param host string|"*"
---@param port? integer|string
---@return 1? done
---@return socket.error? err
function udp:setpeername(host, port) end

---Reads an option.
---@param option "dontroute"|"broadcast"|"reuseaddr"|"reuseport"|"ip-multicast-loop"|"ipv6-multicast-loop"|"ipv6-v6only"
---@return boolean? value
---@return string? err
---@overload fun(self: udp.any, option: "ip-multicast-if"): string?, string?
---@overload fun(self: udp.any, option: "ipv6-unicast-hops"|"ipv6-multicast-hops"|"recv-buffer-size"|"send-buffer-size"): integer?, string?
---@overload fun(self: udp.any, option: "error"): string?
function udp:getoption(option) end

---Sets an option.
---@param option "dontroute"|"broadcast"|"reuseaddr"|"reuseport"|"ip-multicast-loop"|"ipv6-multicast-loop"|"ipv6-v6only"
---@param value boolean
---@return 1? done
---@return string? err
---@overload fun(self: udp.any, option: "ip-multicast-if", value: string): 1?, string?
---@overload fun(self: udp.any, option: "ip-multicast-ttl"|"ipv6-unicast-hops"|"ipv6-multicast-hops"|"recv-buffer-size"|"send-buffer-size", value: integer): 1?, string?
---@overload fun(self: udp.any, option: "ip-add-membership"|"ip-drop-membership", value: socket.membership): 1?, string?
---@overload fun(self: udp.any, option: "ipv6-add-membership"|"ipv6-drop-membership", value: socket.membership6): 1?, string?
function udp:setoption(option, value) end

---A UDP object that talks to everybody: from socket.udp.
---@class udp.unconnected : udp.any
local unconnected = {}

---Gives it an address and port of this machine.
---@param host string "*" for any
---@param port integer|string 0 for any that is free
---@return 1? done
---@return socket.error? err
function unconnected:setsockname(host, port) end

---Sends a datagram.
---@param datagram string
---@param ip string an address; names are not looked up
---@param port integer|string
---@return integer? sent bytes
---@return socket.error? err "refused" on a closed object, "permission denied" for broadcast without the option, "timeout"
function unconnected:sendto(datagram, ip, port) end

---Receives a datagram, and from whom.
---@param size? integer at most so many bytes, 8192 by default
---@return string? datagram
---@return string ip_or_error "timeout", or "closed" on a closed object
---@return integer? port
function unconnected:receivefrom(size) end

---A UDP object that talks to one peer: after setpeername.
---@class udp.connected : udp.any
local connected = {}

---Sends a datagram to the peer.
---@param datagram string
---@return integer? sent bytes
---@return socket.error? err "connection refused" where the peer's host has said that nobody listens, "refused" on a closed object, "timeout"
function connected:send(datagram) end

---The address and port of the peer.
---@return string? ip
---@return integer|string port_or_error
---@return "inet"|"inet6" family
function connected:getpeername() end

---@class socket.hostentry
---@field name string the canonic name
---@field alias string[] other names
---@field ip string[] the IPv4 addresses

---@class socket.address
---@field family "inet"|"inet6"
---@field addr string

---@class socketdns
local dns = {}

---The name of this machine.
---@return string? name of this machine
---@return string? err
function dns.gethostname() end

---All addresses of a host.
---@param host string
---@return socket.address[]? addresses in the order of the resolver
---@return socket.error? err
function dns.getaddrinfo(host) end

---The names behind an address, or what a port is called.
---@param host? string
---@param service? string
---@return string[]|nil names
---@return string service_or_error
function dns.getnameinfo(host, service) end

---The first IPv4 address of a host.
---@param host string
---@return string? ip
---@return socket.hostentry|string entry_or_error
function dns.toip(host) end

---The name of a host.
---@param address string an address or name
---@return string? name
---@return socket.hostentry|string entry_or_error
function dns.tohostname(address) end

---@class socket
---@field dns socketdns
---@field _VERSION string
---@field _SETSIZE integer how many sockets select can watch
---@field _DATAGRAMSIZE integer how many bytes of a datagram are received by default
---@field _SOCKETINVALID integer the descriptor of a closed object
---@field BLOCKSIZE integer how many bytes a source gives at a time
---@field sinkt table<string, function> the sinks by their names
---@field sourcet table<string, function> the sources by their names
local socket = {}

---A TCP object, of IPv4 or IPv6 as its address will be.
---@return tcp.master? master
---@return socket.error? err
function socket.tcp() end

---A TCP object of IPv4, with a descriptor at once: options can be set before bind and connect.
---@return tcp.master? master for IPv4
---@return socket.error? err
function socket.tcp4() end

---A TCP object of IPv6, with a descriptor at once.
---@return tcp.master? master for IPv6
---@return socket.error? err
function socket.tcp6() end

---A UDP object, of IPv4 or IPv6 as its address will be.
---@return udp.unconnected? udp
---@return socket.error? err
function socket.udp() end

---A UDP object of IPv4, with a descriptor at once: options can be set before the first datagram.
---@return udp.unconnected? udp for IPv4
---@return socket.error? err
function socket.udp4() end

---A UDP object of IPv6, with a descriptor at once.
---@return udp.unconnected? udp for IPv6
---@return socket.error? err
function socket.udp6() end

---Connects, and waits as long as the system does.
---@param host string a name or address
---@param port integer|string
---@param locaddr? string the address at this end
---@param locport? integer|string
---@param family? socket.family
---@return tcp.client? client
---@return socket.error? err
function socket.connect(host, port, locaddr, locport, family) end

---Connects by IPv4.
---@param host string
---@param port integer|string
---@param locaddr? string
---@param locport? integer|string
---@return tcp.client? client
---@return socket.error? err
function socket.connect4(host, port, locaddr, locport) end

---Connects by IPv6.
---@param host string
---@param port integer|string
---@param locaddr? string
---@param locport? integer|string
---@return tcp.client? client
---@return socket.error? err
function socket.connect6(host, port, locaddr, locport) end

---A server at an address and port of this machine.
---@param host string "*" for any IPv4 address
---@param port integer|string 0 for any that is free
---@param backlog? integer 32 by default
---@return tcp.server? server
---@return socket.error? err
function socket.bind(host, port, backlog) end

---Waits until one of several objects can be read or written.
---@generic R, W
---@param readers R[]|nil objects, or tables with getfd and dirty
---@param writers W[]|nil
---@param timeout? number seconds; without it for ever
---@return table<integer|R, R|integer> readable a list that also has each object as a key
---@return table<integer|W, W|integer> writable
---@return "timeout"|"select failed"|nil err
function socket.select(readers, writers, timeout) end

---The time of day.
---@return number seconds since 1970
function socket.gettime() end

---Waits. Other tasks run meanwhile, under `--event-loop`.
---@param seconds number
function socket.sleep(seconds) end

---Drops the first values.
---@param count integer
---@param ... any
---@return any ...
function socket.skip(count, ...) end

---A function that gives its arguments, or raises what protect catches when the first is nil or false.
---@param finalizer? fun() called before it raises
---@return fun(...): ...
function socket.newtry(finalizer) end

---newtry without a finalizer.
---@param ... any
---@return any ...
function socket.try(...) end

---A function that gives nil and the message of what newtry's functions raise in `f`. Other errors go on.
---@param f function
---@return function
function socket.protect(f) end

---A function that picks another by name from a table.
---@param choices table<string, function>
---@return fun(name?: string, ...): any
function socket.choose(choices) end

---A sink for ltn12 that sends.
---@param mode "close-when-done"|"keep-open"
---@param client tcp.client
---@return ltn12.sink
---@overload fun(client: tcp.client): ltn12.sink
function socket.sink(mode, client) end

---A source for ltn12 that receives.
---@param mode "until-closed"
---@param client tcp.client
---@return ltn12.source
---@overload fun(mode: "by-length", client: tcp.client, length: integer): ltn12.source
---@overload fun(client: tcp.client): ltn12.source
function socket.source(mode, client) end

---Frees what the library holds. Here, nothing.
function socket.__unload() end

return socket
