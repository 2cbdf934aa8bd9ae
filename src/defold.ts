/**
 * Defold's LuaSocket: `import socket from "luasocket/defold"`.
 *
 * @module luasocket/defold
 */

import { type DefoldSocket, namespace } from "./js/namespace/luasocket.ts";
import { BLOCKING } from "./wait/blocking-driver.ts";

export { TryError } from "./net/protect.ts";
export type * from "./types.ts";

/** The functions of Defold's LuaSocket, with text in UTF-8. */
const socket: DefoldSocket = namespace(BLOCKING, "utf8", "defold");
export default socket;
