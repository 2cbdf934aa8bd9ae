// The TypeScript face whose calls block: `import socket from "luasocket"`.

import { type LuaSocket, namespace } from "./face/namespace/luasocket.js";
import { BLOCKING } from "./wait/blocking-driver.js";

export { TryError } from "./net/protect.js";
export type * from "./types.js";

const socket: LuaSocket = namespace(BLOCKING, "utf8", "3.1");
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
