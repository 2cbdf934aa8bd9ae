/**
 * The same sockets, whose calls give promises, on Node's event loop: `import socket from "luasocket/promises"`.
 *
 * Names, arguments and results are those of {@link "luasocket"}; the way `W` is `"promise"`, so that an `Outcome<W, T>` is
 * a `Promise<T>`, and every call that waits takes {@link WaitOptions} as its last argument.
 *
 * @module luasocket/promises
 */

import { type LuaSocket as AnyLuaSocket, namespace } from "./js/namespace/luasocket.ts";
import type * as face from "./types.ts";
import { PROMISE } from "./wait/event-loop/promise-driver.ts";

export { TryError } from "./net/protect.ts";
export type * from "./types.ts";

// The same types as those of the calls that block, with promises for results. They hide the others.
type Data = string | Buffer;
/** {@link face.Adopted | Adopted} whose calls give promises. */
export type Adopted<D extends Data = string> = face.Adopted<D, "promise">;
/** {@link face.Adopted20 | Adopted20} whose calls give promises. */
export type Adopted20<D extends Data = string> = face.Adopted20<D, "promise">;
/** {@link face.Dns | Dns} whose calls give promises. */
export type Dns = face.Dns<"promise">;
/** The functions of `luasocket`, whose calls give promises. */
export type LuaSocket<E extends face.Encoding = "utf8"> = AnyLuaSocket<E, "promise">;
/** {@link face.DefoldSocket | DefoldSocket} whose calls give promises. */
export type DefoldSocket<E extends face.Encoding = "utf8"> = face.DefoldSocket<E, "promise">;
/** {@link face.LuaSocket20 | LuaSocket20} whose calls give promises. */
export type LuaSocket20<E extends face.Encoding = "utf8"> = face.LuaSocket20<E, "promise">;
/** {@link face.DefoldClient | DefoldClient} whose calls give promises. */
export type DefoldClient<D extends Data = string> = face.DefoldClient<D, "promise">;
/** {@link face.DefoldMaster | DefoldMaster} whose calls give promises. */
export type DefoldMaster<D extends Data = string> = face.DefoldMaster<D, "promise">;
/** {@link face.DefoldServer | DefoldServer} whose calls give promises. */
export type DefoldServer<D extends Data = string> = face.DefoldServer<D, "promise">;
/** {@link face.DefoldUdp | DefoldUdp} whose calls give promises. */
export type DefoldUdp<D extends Data = string> = face.DefoldUdp<D, "promise">;
/** {@link face.Sink | Sink} that gives promises. */
export type Sink = face.Sink<"promise">;
/** {@link face.SinkSocket | SinkSocket} whose calls give promises. */
export type SinkSocket = face.SinkSocket<"promise">;
/** {@link face.Sinks | Sinks} that give promises. */
export type Sinks = face.Sinks<"promise">;
/** {@link face.Source | Source} whose calls give promises. */
export type Source<D extends Data = string> = face.Source<D, "promise">;
/** {@link face.SourceSocket | SourceSocket} whose calls give promises. */
export type SourceSocket<D extends Data = string> = face.SourceSocket<D, "promise">;
/** {@link face.Sources | Sources} whose calls give promises. */
export type Sources<D extends Data = string> = face.Sources<D, "promise">;
/** {@link face.Tcp20Object | Tcp20Object} whose calls give promises. */
export type Tcp20Object<D extends Data = string> = face.Tcp20Object<D, "promise">;
/** {@link face.TcpClient | TcpClient} whose calls give promises. */
export type TcpClient<D extends Data = string> = face.TcpClient<D, "promise">;
/** {@link face.TcpObject | TcpObject} whose calls give promises. */
export type TcpObject<D extends Data = string> = face.TcpObject<D, "promise">;
/** {@link face.TcpServer | TcpServer} whose calls give promises. */
export type TcpServer<D extends Data = string> = face.TcpServer<D, "promise">;
/** {@link face.UdpConnected | UdpConnected} whose calls give promises. */
export type UdpConnected<D extends Data = string> = face.UdpConnected<D, "promise">;
/** {@link face.UdpObject | UdpObject} whose calls give promises. */
export type UdpObject<D extends Data = string> = face.UdpObject<D, "promise">;
/** {@link face.UdpUnconnected | UdpUnconnected} whose calls give promises. */
export type UdpUnconnected<D extends Data = string> = face.UdpUnconnected<D, "promise">;
/** {@link face.UnixDatagramObject | UnixDatagramObject} whose calls give promises. */
export type UnixDatagramObject<D extends Data = string> = face.UnixDatagramObject<D, "promise">;
/** {@link face.UnixFunctions | UnixFunctions} whose calls give promises. */
export type UnixFunctions<D extends Data = string> = face.UnixFunctions<D, "promise">;
/** {@link face.UnixStreamObject | UnixStreamObject} whose calls give promises. */
export type UnixStreamObject<D extends Data = string> = face.UnixStreamObject<D, "promise">;

/** The functions of LuaSocket 3.1, with text in UTF-8; what waits gives a promise. */
const socket: LuaSocket = namespace(PROMISE, "utf8", "3.1");
export default socket;

/** {@link face.LuaSocket | LuaSocket._DATAGRAMSIZE} */
export const _DATAGRAMSIZE: number = socket._DATAGRAMSIZE;
/** {@link face.LuaSocket | LuaSocket._SETSIZE} */
export const _SETSIZE: number = socket._SETSIZE;
/** {@link face.LuaSocket | LuaSocket._SOCKETINVALID} */
export const _SOCKETINVALID: number = socket._SOCKETINVALID;
/** {@link face.LuaSocket | LuaSocket._VERSION} */
export const _VERSION: string = socket._VERSION;
/** {@link face.LuaSocket | LuaSocket.adopt} */
export const adopt: LuaSocket["adopt"] = socket.adopt;
/** {@link face.LuaSocket | LuaSocket.bind} */
export const bind: LuaSocket["bind"] = socket.bind;
/** {@link face.LuaSocket | LuaSocket.choose} */
export const choose: LuaSocket["choose"] = socket.choose;
/** {@link face.LuaSocket | LuaSocket.configure} */
export const configure: LuaSocket["configure"] = socket.configure;
/** {@link face.LuaSocket | LuaSocket.connect} */
export const connect: LuaSocket["connect"] = socket.connect;
/** {@link face.LuaSocket | LuaSocket.connect4} */
export const connect4: LuaSocket["connect4"] = socket.connect4;
/** {@link face.LuaSocket | LuaSocket.connect6} */
export const connect6: LuaSocket["connect6"] = socket.connect6;
/** {@link face.LuaSocket | LuaSocket.dns} */
export const dns: LuaSocket["dns"] = socket.dns;
/** {@link face.LuaSocket | LuaSocket.gettime} */
export const gettime: LuaSocket["gettime"] = socket.gettime;
/** {@link face.LuaSocket | LuaSocket.newtry} */
export const newtry: LuaSocket["newtry"] = socket.newtry;
/** {@link face.LuaSocket | LuaSocket.protect} */
export const protect: LuaSocket["protect"] = socket.protect;
/** {@link face.LuaSocket | LuaSocket.select} */
export const select: LuaSocket["select"] = socket.select;
/** {@link face.LuaSocket | LuaSocket.sink} */
export const sink: LuaSocket["sink"] = socket.sink;
/** {@link face.LuaSocket | LuaSocket.skip} */
export const skip: LuaSocket["skip"] = socket.skip;
/** {@link face.LuaSocket | LuaSocket.sleep} */
export const sleep: LuaSocket["sleep"] = socket.sleep;
/** {@link face.LuaSocket | LuaSocket.source} */
export const source: LuaSocket["source"] = socket.source;
/** {@link face.LuaSocket | LuaSocket.tcp} */
export const tcp: LuaSocket["tcp"] = socket.tcp;
/** {@link face.LuaSocket | LuaSocket.tcp4} */
export const tcp4: LuaSocket["tcp4"] = socket.tcp4;
/** {@link face.LuaSocket | LuaSocket.tcp6} */
export const tcp6: LuaSocket["tcp6"] = socket.tcp6;
/** {@link face.LuaSocket | LuaSocket.udp} */
export const udp: LuaSocket["udp"] = socket.udp;
/** {@link face.LuaSocket | LuaSocket.udp4} */
export const udp4: LuaSocket["udp4"] = socket.udp4;
/** {@link face.LuaSocket | LuaSocket.udp6} */
export const udp6: LuaSocket["udp6"] = socket.udp6;
/** {@link face.LuaSocket | LuaSocket.unix} */
export const unix: LuaSocket["unix"] = socket.unix;
/** {@link face.LuaSocket | LuaSocket.try} */
const attempt: LuaSocket["try"] = socket.try;

export { attempt as try };
