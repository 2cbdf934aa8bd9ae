/**
 * Blocking sockets with LuaSocket's names and results: `import socket from "luasocket"`.
 *
 * {@link LuaSocket} describes the functions; {@link TcpClient}, {@link TcpServer}, {@link UdpObject} and the other classes
 * describe the objects that they return. Network failures are values; misuse throws.
 *
 * @module luasocket
 */

import { type LuaSocket, namespace } from "./js/namespace/luasocket.ts";
import { BLOCKING } from "./wait/blocking-driver.ts";

export { TryError } from "./net/protect.ts";
export type * from "./types.ts";

/** The functions of LuaSocket 3.1, with text in UTF-8. */
const socket: LuaSocket = namespace(BLOCKING, "utf8", "3.1");
export default socket;

// Written by scripts/generate.mjs.
/**
 * Default number of bytes of a datagram that `receive` and `receivefrom` return.
 *
 * See {@link LuaSocket._DATAGRAMSIZE}.
 */
export const _DATAGRAMSIZE: LuaSocket["_DATAGRAMSIZE"] = socket._DATAGRAMSIZE;
/**
 * Maximum number of sockets that select can watch: as many as the process may open.
 *
 * See {@link LuaSocket._SETSIZE}.
 */
export const _SETSIZE: LuaSocket["_SETSIZE"] = socket._SETSIZE;
/**
 * The value of `getfd` for a socket without a descriptor: -1.
 *
 * See {@link LuaSocket._SOCKETINVALID}.
 */
export const _SOCKETINVALID: LuaSocket["_SOCKETINVALID"] = socket._SOCKETINVALID;
/**
 * The version of LuaSocket that this namespace follows.
 *
 * See {@link LuaSocket._VERSION}.
 */
export const _VERSION: LuaSocket["_VERSION"] = socket._VERSION;
/**
 * Makes an object for a descriptor that is already open in this process: inherited, for example from systemd,
 * or opened by another library. The object's `class` is determined from the descriptor.
 *
 * The object owns the descriptor from then on and closes it; its previous owner must not use it any more. The
 * descriptor becomes close-on-exec, and non-blocking (for all processes that share it).
 *
 * See {@link LuaSocket.adopt}.
 */
export const adopt: LuaSocket["adopt"] = socket.adopt;
/**
 * Makes a server: binds with `reuseaddr` to the first available address of a host, and listens.
 *
 * See {@link LuaSocket.bind}.
 */
export const bind: LuaSocket["bind"] = socket.bind;
/**
 * Makes a function that dispatches by name to the functions of a table.
 *
 * See {@link LuaSocket.choose}.
 */
export const choose: LuaSocket["choose"] = socket.choose;
/**
 * Makes a namespace of the same shape with other settings; omitted settings are inherited. This namespace does
 * not change.
 *
 * See {@link LuaSocket.configure}.
 */
export const configure: LuaSocket["configure"] = socket.configure;
/**
 * Connects to a host. Only the system's own timeout applies, some minutes. To set another one, use `tcp()`,
 * `settimeout` and `connect`.
 *
 * See {@link LuaSocket.connect}.
 */
export const connect: LuaSocket["connect"] = socket.connect;
/**
 * Same as `connect`, over IPv4 only.
 *
 * See {@link LuaSocket.connect4}.
 */
export const connect4: LuaSocket["connect4"] = socket.connect4;
/**
 * Same as `connect`, over IPv6 only.
 *
 * See {@link LuaSocket.connect6}.
 */
export const connect6: LuaSocket["connect6"] = socket.connect6;
/**
 * Name resolution: names, addresses, services.
 *
 * See {@link LuaSocket.dns}.
 */
export const dns: LuaSocket["dns"] = socket.dns;
/**
 * Returns the seconds since the Unix epoch, with a resolution of microseconds.
 *
 * See {@link LuaSocket.gettime}.
 */
export const gettime: LuaSocket["gettime"] = socket.gettime;
/**
 * Makes a `try` that calls a finalizer before it throws.
 *
 * See {@link LuaSocket.newtry}.
 */
export const newtry: LuaSocket["newtry"] = socket.newtry;
/**
 * Makes a function that returns `[undefined, reason]` where `func` throws the exception of a `try`. Other
 * exceptions propagate.
 *
 * See {@link LuaSocket.protect}.
 */
export const protect: LuaSocket["protect"] = socket.protect;
/**
 * Waits until one of several objects is ready. A server with a pending connection is readable, and so is a
 * client with bytes, or the end of the stream, to receive.
 *
 * See {@link LuaSocket.select}.
 */
export const select: LuaSocket["select"] = socket.select;
/**
 * Makes a sink over a client.
 *
 * See {@link LuaSocket.sink}.
 */
export const sink: LuaSocket["sink"] = socket.sink;
/**
 * Drops the first of several values.
 *
 * See {@link LuaSocket.skip}.
 */
export const skip: LuaSocket["skip"] = socket.skip;
/**
 * Waits for a number of seconds; a negative number does not wait.
 *
 * See {@link LuaSocket.sleep}.
 */
export const sleep: LuaSocket["sleep"] = socket.sleep;
/**
 * Makes a source over a client. A failure loses the received part of its chunk, as in LuaSocket.
 *
 * See {@link LuaSocket.source}.
 */
export const source: LuaSocket["source"] = socket.source;
/**
 * Makes a TCP master without a descriptor: the first bind or connect opens one of the address's family.
 * Options can only be set from then on; `tcp4` and `tcp6` open a descriptor at once. In the dialects "defold"
 * and "2.0" the master is IPv4 and also opens its descriptor at once.
 *
 * See {@link LuaSocket.tcp}.
 */
export const tcp: LuaSocket["tcp"] = socket.tcp;
/**
 * Makes an IPv4 TCP master.
 *
 * See {@link LuaSocket.tcp4}.
 */
export const tcp4: LuaSocket["tcp4"] = socket.tcp4;
/**
 * Makes an IPv6 TCP master that does not accept IPv4.
 *
 * See {@link LuaSocket.tcp6}.
 */
export const tcp6: LuaSocket["tcp6"] = socket.tcp6;
/**
 * Returns its arguments if the first is a result; otherwise throws the second, for `protect` to catch.
 * Spread the results of a call into it: `const [client] = socket.try(...socket.connect(host, port))`.
 *
 * See {@link LuaSocket.try}.
 */
const attempt: LuaSocket["try"] = socket.try;
/**
 * Makes an unconnected UDP object without a descriptor: the first setsockname, setpeername or sendto opens
 * one of the address's family. Options can only be set from then on; `udp4` and `udp6` open a descriptor at
 * once. In the dialect "defold" the object is IPv4 and also opens its descriptor at once.
 *
 * See {@link LuaSocket.udp}.
 */
export const udp: LuaSocket["udp"] = socket.udp;
/**
 * Makes an IPv4 UDP object.
 *
 * See {@link LuaSocket.udp4}.
 */
export const udp4: LuaSocket["udp4"] = socket.udp4;
/**
 * Makes an IPv6 UDP object that does not use IPv4.
 *
 * See {@link LuaSocket.udp6}.
 */
export const udp6: LuaSocket["udp6"] = socket.udp6;
/**
 * Unix-domain sockets, whose addresses are paths.
 *
 * See {@link LuaSocket.unix}.
 */
export const unix: LuaSocket["unix"] = socket.unix;
export { attempt as try };
