/**
 * The same sockets with calls that return promises, on Node's event loop: `import socket from "luasocket/promises"`.
 *
 * Names, arguments and results are those of {@link "luasocket"}. The wait mode `W` is `"promise"`, so `Outcome<W, T>` is
 * `Promise<T>`, and every call that waits takes {@link WaitOptions} as its last argument.
 *
 * @module luasocket/promises
 */

import { type LuaSocket as AnyLuaSocket, namespace } from "./js/namespace/luasocket.ts";
import type * as binding from "./types.ts";
import { PROMISE } from "./wait/event-loop/promise-driver.ts";

export { TryError } from "./net/protect.ts";
export type * from "./types.ts";

// The types of the blocking calls, with promises as results. They shadow the exports of types.ts.
type Data = string | Buffer;
/** {@link binding.Adopted | Adopted} whose calls give promises. */
export type Adopted<D extends Data = string> = binding.Adopted<D, "promise">;
/** {@link binding.Adopted20 | Adopted20} whose calls give promises. */
export type Adopted20<D extends Data = string> = binding.Adopted20<D, "promise">;
/** {@link binding.Dns | Dns} whose calls give promises. */
export type Dns = binding.Dns<"promise">;
/** The functions of `luasocket`, whose calls give promises. */
export type LuaSocket<E extends binding.Encoding = "utf8"> = AnyLuaSocket<E, "promise">;
/** {@link binding.DefoldSocket | DefoldSocket} whose calls give promises. */
export type DefoldSocket<E extends binding.Encoding = "utf8"> = binding.DefoldSocket<E, "promise">;
/** {@link binding.LuaSocket20 | LuaSocket20} whose calls give promises. */
export type LuaSocket20<E extends binding.Encoding = "utf8"> = binding.LuaSocket20<E, "promise">;
/** {@link binding.DefoldClient | DefoldClient} whose calls give promises. */
export type DefoldClient<D extends Data = string> = binding.DefoldClient<D, "promise">;
/** {@link binding.DefoldMaster | DefoldMaster} whose calls give promises. */
export type DefoldMaster<D extends Data = string> = binding.DefoldMaster<D, "promise">;
/** {@link binding.DefoldServer | DefoldServer} whose calls give promises. */
export type DefoldServer<D extends Data = string> = binding.DefoldServer<D, "promise">;
/** {@link binding.DefoldUdp | DefoldUdp} whose calls give promises. */
export type DefoldUdp<D extends Data = string> = binding.DefoldUdp<D, "promise">;
/** {@link binding.Sink | Sink} that gives promises. */
export type Sink = binding.Sink<"promise">;
/** {@link binding.SinkSocket | SinkSocket} whose calls give promises. */
export type SinkSocket = binding.SinkSocket<"promise">;
/** {@link binding.Sinks | Sinks} that give promises. */
export type Sinks = binding.Sinks<"promise">;
/** {@link binding.Source | Source} whose calls give promises. */
export type Source<D extends Data = string> = binding.Source<D, "promise">;
/** {@link binding.SourceSocket | SourceSocket} whose calls give promises. */
export type SourceSocket<D extends Data = string> = binding.SourceSocket<D, "promise">;
/** {@link binding.Sources | Sources} whose calls give promises. */
export type Sources<D extends Data = string> = binding.Sources<D, "promise">;
/** {@link binding.Tcp20Object | Tcp20Object} whose calls give promises. */
export type Tcp20Object<D extends Data = string> = binding.Tcp20Object<D, "promise">;
/** {@link binding.TcpClient | TcpClient} whose calls give promises. */
export type TcpClient<D extends Data = string> = binding.TcpClient<D, "promise">;
/** {@link binding.TcpObject | TcpObject} whose calls give promises. */
export type TcpObject<D extends Data = string> = binding.TcpObject<D, "promise">;
/** {@link binding.TcpServer | TcpServer} whose calls give promises. */
export type TcpServer<D extends Data = string> = binding.TcpServer<D, "promise">;
/** {@link binding.UdpConnected | UdpConnected} whose calls give promises. */
export type UdpConnected<D extends Data = string> = binding.UdpConnected<D, "promise">;
/** {@link binding.UdpObject | UdpObject} whose calls give promises. */
export type UdpObject<D extends Data = string> = binding.UdpObject<D, "promise">;
/** {@link binding.UdpUnconnected | UdpUnconnected} whose calls give promises. */
export type UdpUnconnected<D extends Data = string> = binding.UdpUnconnected<D, "promise">;
/** {@link binding.UnixDatagramObject | UnixDatagramObject} whose calls give promises. */
export type UnixDatagramObject<D extends Data = string> = binding.UnixDatagramObject<D, "promise">;
/** {@link binding.UnixFunctions | UnixFunctions} whose calls give promises. */
export type UnixFunctions<D extends Data = string> = binding.UnixFunctions<D, "promise">;
/** {@link binding.UnixStreamObject | UnixStreamObject} whose calls give promises. */
export type UnixStreamObject<D extends Data = string> = binding.UnixStreamObject<D, "promise">;

/** The functions of LuaSocket 3.1, with text in UTF-8. Calls that wait return promises. */
const socket: LuaSocket = namespace(PROMISE, "utf8", "3.1");
export default socket;

/** {@link binding.LuaSocket | LuaSocket._DATAGRAMSIZE} */
export const _DATAGRAMSIZE: number = socket._DATAGRAMSIZE;
/** {@link binding.LuaSocket | LuaSocket._SETSIZE} */
export const _SETSIZE: number = socket._SETSIZE;
/** {@link binding.LuaSocket | LuaSocket._SOCKETINVALID} */
export const _SOCKETINVALID: number = socket._SOCKETINVALID;
/** {@link binding.LuaSocket | LuaSocket._VERSION} */
export const _VERSION: string = socket._VERSION;
/** {@link binding.LuaSocket | LuaSocket.adopt} */
export const adopt: LuaSocket["adopt"] = socket.adopt;
/** {@link binding.LuaSocket | LuaSocket.bind} */
export const bind: LuaSocket["bind"] = socket.bind;
/** {@link binding.LuaSocket | LuaSocket.choose} */
export const choose: LuaSocket["choose"] = socket.choose;
/** {@link binding.LuaSocket | LuaSocket.configure} */
export const configure: LuaSocket["configure"] = socket.configure;
/** {@link binding.LuaSocket | LuaSocket.connect} */
export const connect: LuaSocket["connect"] = socket.connect;
/** {@link binding.LuaSocket | LuaSocket.connect4} */
export const connect4: LuaSocket["connect4"] = socket.connect4;
/** {@link binding.LuaSocket | LuaSocket.connect6} */
export const connect6: LuaSocket["connect6"] = socket.connect6;
/** {@link binding.LuaSocket | LuaSocket.dns} */
export const dns: LuaSocket["dns"] = socket.dns;
/** {@link binding.LuaSocket | LuaSocket.gettime} */
export const gettime: LuaSocket["gettime"] = socket.gettime;
/** {@link binding.LuaSocket | LuaSocket.newtry} */
export const newtry: LuaSocket["newtry"] = socket.newtry;
/** {@link binding.LuaSocket | LuaSocket.protect} */
export const protect: LuaSocket["protect"] = socket.protect;
/** {@link binding.LuaSocket | LuaSocket.select} */
export const select: LuaSocket["select"] = socket.select;
/** {@link binding.LuaSocket | LuaSocket.sink} */
export const sink: LuaSocket["sink"] = socket.sink;
/** {@link binding.LuaSocket | LuaSocket.skip} */
export const skip: LuaSocket["skip"] = socket.skip;
/** {@link binding.LuaSocket | LuaSocket.sleep} */
export const sleep: LuaSocket["sleep"] = socket.sleep;
/** {@link binding.LuaSocket | LuaSocket.source} */
export const source: LuaSocket["source"] = socket.source;
/** {@link binding.LuaSocket | LuaSocket.tcp} */
export const tcp: LuaSocket["tcp"] = socket.tcp;
/** {@link binding.LuaSocket | LuaSocket.tcp4} */
export const tcp4: LuaSocket["tcp4"] = socket.tcp4;
/** {@link binding.LuaSocket | LuaSocket.tcp6} */
export const tcp6: LuaSocket["tcp6"] = socket.tcp6;
/** {@link binding.LuaSocket | LuaSocket.udp} */
export const udp: LuaSocket["udp"] = socket.udp;
/** {@link binding.LuaSocket | LuaSocket.udp4} */
export const udp4: LuaSocket["udp4"] = socket.udp4;
/** {@link binding.LuaSocket | LuaSocket.udp6} */
export const udp6: LuaSocket["udp6"] = socket.udp6;
/** {@link binding.LuaSocket | LuaSocket.unix} */
export const unix: LuaSocket["unix"] = socket.unix;
/** {@link binding.LuaSocket | LuaSocket.try} */
const attempt: LuaSocket["try"] = socket.try;

export { attempt as try };
