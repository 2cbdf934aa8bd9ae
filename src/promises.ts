// The TypeScript face whose calls give promises: `import socket from "luasocket/promises"`.

import { type LuaSocket as AnyLuaSocket, namespace } from "./face/namespace/luasocket.js";
import type * as face from "./types.js";
import { PROMISE } from "./wait/event-loop/promise-driver.js";

export { TryError } from "./net/protect.js";
export type * from "./types.js";
export type { WaitOptions } from "./wait/way.js";

// The same types as those of the calls that block, with promises for results. They hide the others.
type Data = string | Buffer;
export type Adopted<D extends Data = string> = face.Adopted<D, "promise">;
export type Adopted20<D extends Data = string> = face.Adopted20<D, "promise">;
export type Dns = face.Dns<"promise">;
export type LuaSocket<E extends face.Encoding = "utf8"> = AnyLuaSocket<E, "promise">;
export type DefoldSocket<E extends face.Encoding = "utf8"> = face.DefoldSocket<E, "promise">;
export type LuaSocket20<E extends face.Encoding = "utf8"> = face.LuaSocket20<E, "promise">;
export type DefoldClient<D extends Data = string> = face.DefoldClient<D, "promise">;
export type DefoldMaster<D extends Data = string> = face.DefoldMaster<D, "promise">;
export type DefoldServer<D extends Data = string> = face.DefoldServer<D, "promise">;
export type DefoldUdp<D extends Data = string> = face.DefoldUdp<D, "promise">;
export type Sink = face.Sink<"promise">;
export type SinkSocket = face.SinkSocket<"promise">;
export type Sinks = face.Sinks<"promise">;
export type Source<D extends Data = string> = face.Source<D, "promise">;
export type SourceSocket<D extends Data = string> = face.SourceSocket<D, "promise">;
export type Sources<D extends Data = string> = face.Sources<D, "promise">;
export type Tcp20Object<D extends Data = string> = face.Tcp20Object<D, "promise">;
export type TcpClient<D extends Data = string> = face.TcpClient<D, "promise">;
export type TcpObject<D extends Data = string> = face.TcpObject<D, "promise">;
export type TcpServer<D extends Data = string> = face.TcpServer<D, "promise">;
export type UdpConnected<D extends Data = string> = face.UdpConnected<D, "promise">;
export type UdpObject<D extends Data = string> = face.UdpObject<D, "promise">;
export type UdpUnconnected<D extends Data = string> = face.UdpUnconnected<D, "promise">;
export type UnixDatagramObject<D extends Data = string> = face.UnixDatagramObject<D, "promise">;
export type UnixFunctions<D extends Data = string> = face.UnixFunctions<D, "promise">;
export type UnixStreamObject<D extends Data = string> = face.UnixStreamObject<D, "promise">;

const socket: LuaSocket = namespace(PROMISE, "utf8", "3.1");
export default socket;

export const _DATAGRAMSIZE: number = socket._DATAGRAMSIZE;
export const _SETSIZE: number = socket._SETSIZE;
export const _SOCKETINVALID: number = socket._SOCKETINVALID;
export const _VERSION: string = socket._VERSION;
export const adopt: LuaSocket["adopt"] = socket.adopt;
export const bind: LuaSocket["bind"] = socket.bind;
export const choose: LuaSocket["choose"] = socket.choose;
export const configure: LuaSocket["configure"] = socket.configure;
export const connect: LuaSocket["connect"] = socket.connect;
export const connect4: LuaSocket["connect4"] = socket.connect4;
export const connect6: LuaSocket["connect6"] = socket.connect6;
export const dns: LuaSocket["dns"] = socket.dns;
export const gettime: LuaSocket["gettime"] = socket.gettime;
export const newtry: LuaSocket["newtry"] = socket.newtry;
export const protect: LuaSocket["protect"] = socket.protect;
export const select: LuaSocket["select"] = socket.select;
export const sink: LuaSocket["sink"] = socket.sink;
export const skip: LuaSocket["skip"] = socket.skip;
export const sleep: LuaSocket["sleep"] = socket.sleep;
export const source: LuaSocket["source"] = socket.source;
export const tcp: LuaSocket["tcp"] = socket.tcp;
export const tcp4: LuaSocket["tcp4"] = socket.tcp4;
export const tcp6: LuaSocket["tcp6"] = socket.tcp6;
export const udp: LuaSocket["udp"] = socket.udp;
export const udp4: LuaSocket["udp4"] = socket.udp4;
export const udp6: LuaSocket["udp6"] = socket.udp6;
export const unix: LuaSocket["unix"] = socket.unix;
const attempt: LuaSocket["try"] = socket.try;

export { attempt as try };
