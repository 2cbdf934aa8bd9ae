/**
 * The same sockets with calls that return promises, on Node's event loop: `import socket from "luasocket/promises"`.
 *
 * Names, arguments and results are those of {@link "luasocket"}. The wait mode `W` is `"promise"`, so `Outcome<W, T>` is
 * `Promise<T>`, and every call that waits takes {@link WaitOptions} as its last argument.
 *
 * @module luasocket/promises
 */

import { namespace } from "./js/namespace/luasocket.ts";
import type * as binding from "./types.ts";
import { PROMISE } from "./wait/event-loop/promise-driver.ts";

export { TryError } from "./net/protect.ts";
export type * from "./types.ts";

/** The functions of LuaSocket 3.1, with text in UTF-8; what waits gives a promise. */
const socket: LuaSocket = namespace(PROMISE, "utf8", "3.1");
export default socket;

// Written by scripts/generate.mjs.
/** {@link binding.Adopted | Adopted} with calls that return promises. */
export type Adopted<D extends string | Buffer = string> = binding.Adopted<D, "promise">;
/** {@link binding.Adopted20 | Adopted20} with calls that return promises. */
export type Adopted20<D extends string | Buffer = string> = binding.Adopted20<D, "promise">;
/** {@link binding.Dns | Dns} with calls that return promises. */
export type Dns = binding.Dns<"promise">;
/** {@link binding.DefoldSocket | DefoldSocket} with calls that return promises. */
export type DefoldSocket<E extends binding.Encoding = "utf8"> = binding.DefoldSocket<E, "promise">;
/** {@link binding.LuaSocket | LuaSocket} with calls that return promises. */
export type LuaSocket<E extends binding.Encoding = "utf8"> = binding.LuaSocket<E, "promise">;
/** {@link binding.LuaSocket20 | LuaSocket20} with calls that return promises. */
export type LuaSocket20<E extends binding.Encoding = "utf8"> = binding.LuaSocket20<E, "promise">;
/** {@link binding.Sink | Sink} with calls that return promises. */
export type Sink = binding.Sink<"promise">;
/** {@link binding.SinkSocket | SinkSocket} with calls that return promises. */
export type SinkSocket = binding.SinkSocket<"promise">;
/** {@link binding.Sinks | Sinks} with calls that return promises. */
export type Sinks = binding.Sinks<"promise">;
/** {@link binding.Source | Source} with calls that return promises. */
export type Source<D extends string | Buffer = string> = binding.Source<D, "promise">;
/** {@link binding.SourceSocket | SourceSocket} with calls that return promises. */
export type SourceSocket<D extends string | Buffer = string> = binding.SourceSocket<D, "promise">;
/** {@link binding.Sources | Sources} with calls that return promises. */
export type Sources<D extends string | Buffer = string> = binding.Sources<D, "promise">;
/** {@link binding.UnixFunctions | UnixFunctions} with calls that return promises. */
export type UnixFunctions<D extends string | Buffer = string> = binding.UnixFunctions<D, "promise">;
/** {@link binding.DefoldClient | DefoldClient} with calls that return promises. */
export type DefoldClient<D extends string | Buffer = string> = binding.DefoldClient<D, "promise">;
/** {@link binding.DefoldMaster | DefoldMaster} with calls that return promises. */
export type DefoldMaster<D extends string | Buffer = string> = binding.DefoldMaster<D, "promise">;
/** {@link binding.DefoldServer | DefoldServer} with calls that return promises. */
export type DefoldServer<D extends string | Buffer = string> = binding.DefoldServer<D, "promise">;
/** {@link binding.DefoldUdp | DefoldUdp} with calls that return promises. */
export type DefoldUdp<D extends string | Buffer = string> = binding.DefoldUdp<D, "promise">;
/** {@link binding.Tcp20Object | Tcp20Object} with calls that return promises. */
export type Tcp20Object<D extends string | Buffer = string> = binding.Tcp20Object<D, "promise">;
/** {@link binding.TcpClient | TcpClient} with calls that return promises. */
export type TcpClient<D extends string | Buffer = string> = binding.TcpClient<D, "promise">;
/** {@link binding.TcpObject | TcpObject} with calls that return promises. */
export type TcpObject<D extends string | Buffer = string> = binding.TcpObject<D, "promise">;
/** {@link binding.TcpServer | TcpServer} with calls that return promises. */
export type TcpServer<D extends string | Buffer = string> = binding.TcpServer<D, "promise">;
/** {@link binding.UdpConnected | UdpConnected} with calls that return promises. */
export type UdpConnected<D extends string | Buffer = string> = binding.UdpConnected<D, "promise">;
/** {@link binding.UdpObject | UdpObject} with calls that return promises. */
export type UdpObject<D extends string | Buffer = string> = binding.UdpObject<D, "promise">;
/** {@link binding.UdpUnconnected | UdpUnconnected} with calls that return promises. */
export type UdpUnconnected<D extends string | Buffer = string> = binding.UdpUnconnected<D, "promise">;
/** {@link binding.UnixDatagramObject | UnixDatagramObject} with calls that return promises. */
export type UnixDatagramObject<D extends string | Buffer = string> = binding.UnixDatagramObject<D, "promise">;
/** {@link binding.UnixStreamObject | UnixStreamObject} with calls that return promises. */
export type UnixStreamObject<D extends string | Buffer = string> = binding.UnixStreamObject<D, "promise">;

/**
 * Default number of bytes of a datagram that `receive` and `receivefrom` return.
 *
 * See {@link binding.LuaSocket._DATAGRAMSIZE}.
 */
export const _DATAGRAMSIZE: LuaSocket["_DATAGRAMSIZE"] = socket._DATAGRAMSIZE;
/**
 * Maximum number of sockets that select can watch: as many as the process may open.
 *
 * See {@link binding.LuaSocket._SETSIZE}.
 */
export const _SETSIZE: LuaSocket["_SETSIZE"] = socket._SETSIZE;
/**
 * The value of `getfd` for a socket without a descriptor: -1.
 *
 * See {@link binding.LuaSocket._SOCKETINVALID}.
 */
export const _SOCKETINVALID: LuaSocket["_SOCKETINVALID"] = socket._SOCKETINVALID;
/**
 * The version of LuaSocket that this namespace follows.
 *
 * See {@link binding.LuaSocket._VERSION}.
 */
export const _VERSION: LuaSocket["_VERSION"] = socket._VERSION;
/**
 * Makes an object for a descriptor that is already open in this process: inherited, for example from systemd,
 * or opened by another library. The object's `class` is determined from the descriptor.
 *
 * The object owns the descriptor from then on and closes it; its previous owner must not use it any more. The
 * descriptor becomes close-on-exec, and non-blocking (for all processes that share it).
 *
 * See {@link binding.LuaSocket.adopt}.
 */
export const adopt: LuaSocket["adopt"] = socket.adopt;
/**
 * Makes a server: binds with `reuseaddr` to the first available address of a host, and listens.
 *
 * See {@link binding.LuaSocket.bind}.
 */
export const bind: LuaSocket["bind"] = socket.bind;
/**
 * Makes a function that dispatches by name to the functions of a table.
 *
 * See {@link binding.LuaSocket.choose}.
 */
export const choose: LuaSocket["choose"] = socket.choose;
/**
 * Makes a namespace of the same shape with other settings; omitted settings are inherited. This namespace does
 * not change.
 *
 * See {@link binding.LuaSocket.configure}.
 */
export const configure: LuaSocket["configure"] = socket.configure;
/**
 * Connects to a host. Only the system's own timeout applies, some minutes. To set another one, use `tcp()`,
 * `settimeout` and `connect`.
 *
 * See {@link binding.LuaSocket.connect}.
 */
export const connect: LuaSocket["connect"] = socket.connect;
/**
 * Same as `connect`, over IPv4 only.
 *
 * See {@link binding.LuaSocket.connect4}.
 */
export const connect4: LuaSocket["connect4"] = socket.connect4;
/**
 * Same as `connect`, over IPv6 only.
 *
 * See {@link binding.LuaSocket.connect6}.
 */
export const connect6: LuaSocket["connect6"] = socket.connect6;
/**
 * Name resolution: names, addresses, services.
 *
 * See {@link binding.LuaSocket.dns}.
 */
export const dns: LuaSocket["dns"] = socket.dns;
/**
 * Returns the seconds since the Unix epoch, with a resolution of microseconds.
 *
 * See {@link binding.LuaSocket.gettime}.
 */
export const gettime: LuaSocket["gettime"] = socket.gettime;
/**
 * Makes a `try` that calls a finalizer before it throws.
 *
 * See {@link binding.LuaSocket.newtry}.
 */
export const newtry: LuaSocket["newtry"] = socket.newtry;
/**
 * Makes a function that returns `[undefined, reason]` where `func` throws the exception of a `try`. Other
 * exceptions propagate.
 *
 * See {@link binding.LuaSocket.protect}.
 */
export const protect: LuaSocket["protect"] = socket.protect;
/**
 * Waits until one of several objects is ready. A server with a pending connection is readable, and so is a
 * client with bytes, or the end of the stream, to receive.
 *
 * See {@link binding.LuaSocket.select}.
 */
export const select: LuaSocket["select"] = socket.select;
/**
 * Makes a sink over a client.
 *
 * See {@link binding.LuaSocket.sink}.
 */
export const sink: LuaSocket["sink"] = socket.sink;
/**
 * Drops the first of several values.
 *
 * See {@link binding.LuaSocket.skip}.
 */
export const skip: LuaSocket["skip"] = socket.skip;
/**
 * Waits for a number of seconds; a negative number does not wait.
 *
 * See {@link binding.LuaSocket.sleep}.
 */
export const sleep: LuaSocket["sleep"] = socket.sleep;
/**
 * Makes a source over a client. A failure loses the received part of its chunk, as in LuaSocket.
 *
 * See {@link binding.LuaSocket.source}.
 */
export const source: LuaSocket["source"] = socket.source;
/**
 * Makes a TCP master without a descriptor: the first bind or connect opens one of the address's family.
 * Options can only be set from then on; `tcp4` and `tcp6` open a descriptor at once. In the dialects "defold"
 * and "2.0" the master is IPv4 and also opens its descriptor at once.
 *
 * See {@link binding.LuaSocket.tcp}.
 */
export const tcp: LuaSocket["tcp"] = socket.tcp;
/**
 * Makes an IPv4 TCP master.
 *
 * See {@link binding.LuaSocket.tcp4}.
 */
export const tcp4: LuaSocket["tcp4"] = socket.tcp4;
/**
 * Makes an IPv6 TCP master that does not accept IPv4.
 *
 * See {@link binding.LuaSocket.tcp6}.
 */
export const tcp6: LuaSocket["tcp6"] = socket.tcp6;
/**
 * Returns its arguments if the first is a result; otherwise throws the second, for `protect` to catch.
 * Spread the results of a call into it: `const [client] = socket.try(...socket.connect(host, port))`.
 *
 * See {@link binding.LuaSocket.try}.
 */
const attempt: LuaSocket["try"] = socket.try;
/**
 * Makes an unconnected UDP object without a descriptor: the first setsockname, setpeername or sendto opens
 * one of the address's family. Options can only be set from then on; `udp4` and `udp6` open a descriptor at
 * once. In the dialect "defold" the object is IPv4 and also opens its descriptor at once.
 *
 * See {@link binding.LuaSocket.udp}.
 */
export const udp: LuaSocket["udp"] = socket.udp;
/**
 * Makes an IPv4 UDP object.
 *
 * See {@link binding.LuaSocket.udp4}.
 */
export const udp4: LuaSocket["udp4"] = socket.udp4;
/**
 * Makes an IPv6 UDP object that does not use IPv4.
 *
 * See {@link binding.LuaSocket.udp6}.
 */
export const udp6: LuaSocket["udp6"] = socket.udp6;
/**
 * Unix-domain sockets, whose addresses are paths.
 *
 * See {@link binding.LuaSocket.unix}.
 */
export const unix: LuaSocket["unix"] = socket.unix;
export { attempt as try };
