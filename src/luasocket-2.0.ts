// The first LuaSocket 2.0: `import socket from "luasocket/2.0"`.

import { type LuaSocket20, namespace } from "./face/namespace/luasocket.js";

export { TryError } from "./net/protect.js";
export type * from "./types.js";

const socket: LuaSocket20 = namespace("utf8", "2.0");
export default socket;
