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

/** {@link LuaSocket._DATAGRAMSIZE} */
export const _DATAGRAMSIZE: number = socket._DATAGRAMSIZE;
/** {@link LuaSocket._SETSIZE} */
export const _SETSIZE: number = socket._SETSIZE;
/** {@link LuaSocket._SOCKETINVALID} */
export const _SOCKETINVALID: number = socket._SOCKETINVALID;
/** {@link LuaSocket._VERSION} */
export const _VERSION: string = socket._VERSION;
/** {@link LuaSocket.adopt} */
export const adopt: LuaSocket["adopt"] = socket.adopt;
/** {@link LuaSocket.bind} */
export const bind: LuaSocket["bind"] = socket.bind;
/** {@link LuaSocket.choose} */
export const choose: LuaSocket["choose"] = socket.choose;
/** {@link LuaSocket.configure} */
export const configure: LuaSocket["configure"] = socket.configure;
/** {@link LuaSocket.connect} */
export const connect: LuaSocket["connect"] = socket.connect;
/** {@link LuaSocket.connect4} */
export const connect4: LuaSocket["connect4"] = socket.connect4;
/** {@link LuaSocket.connect6} */
export const connect6: LuaSocket["connect6"] = socket.connect6;
/** {@link LuaSocket.dns} */
export const dns: LuaSocket["dns"] = socket.dns;
/** {@link LuaSocket.gettime} */
export const gettime: LuaSocket["gettime"] = socket.gettime;
/** {@link LuaSocket.newtry} */
export const newtry: LuaSocket["newtry"] = socket.newtry;
/** {@link LuaSocket.protect} */
export const protect: LuaSocket["protect"] = socket.protect;
/** {@link LuaSocket.select} */
export const select: LuaSocket["select"] = socket.select;
/** {@link LuaSocket.sink} */
export const sink: LuaSocket["sink"] = socket.sink;
/** {@link LuaSocket.skip} */
export const skip: LuaSocket["skip"] = socket.skip;
/** {@link LuaSocket.sleep} */
export const sleep: LuaSocket["sleep"] = socket.sleep;
/** {@link LuaSocket.source} */
export const source: LuaSocket["source"] = socket.source;
/** {@link LuaSocket.tcp} */
export const tcp: LuaSocket["tcp"] = socket.tcp;
/** {@link LuaSocket.tcp4} */
export const tcp4: LuaSocket["tcp4"] = socket.tcp4;
/** {@link LuaSocket.tcp6} */
export const tcp6: LuaSocket["tcp6"] = socket.tcp6;
/** {@link LuaSocket.udp} */
export const udp: LuaSocket["udp"] = socket.udp;
/** {@link LuaSocket.udp4} */
export const udp4: LuaSocket["udp4"] = socket.udp4;
/** {@link LuaSocket.udp6} */
export const udp6: LuaSocket["udp6"] = socket.udp6;
/** {@link LuaSocket.unix} */
export const unix: LuaSocket["unix"] = socket.unix;
/** {@link LuaSocket.try} */
const attempt: LuaSocket["try"] = socket.try;

export { attempt as try };
