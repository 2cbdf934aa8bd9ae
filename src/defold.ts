// Defold's LuaSocket: `import socket from "luasocket/defold"`.

import { type DefoldSocket, namespace } from "./face/namespace/luasocket.js";

export { TryError } from "./net/protect.js";
export type * from "./types.js";

const socket: DefoldSocket = namespace("utf8", "defold");
export default socket;
