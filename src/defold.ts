// Defold's LuaSocket: `import socket from "luasocket/defold"`.

import { type DefoldSocket, namespace } from "./face/namespace/luasocket.js";
import { BLOCKING } from "./wait/blocking-driver.js";

export { TryError } from "./net/protect.js";
export type * from "./types.js";

const socket: DefoldSocket = namespace(BLOCKING, "utf8", "defold");
export default socket;
