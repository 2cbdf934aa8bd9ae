/**
 * TCP as in the first LuaSocket 2.0: `import socket from "luasocket/2.0"`.
 *
 * @module luasocket/2.0
 */

import { type LuaSocket20, namespace } from "./js/namespace/luasocket.ts";
import { BLOCKING } from "./wait/blocking-driver.ts";

export { TryError } from "./net/protect.ts";
export type * from "./types.ts";

/** The functions of the first LuaSocket 2.0, with text in UTF-8. */
const socket: LuaSocket20 = namespace(BLOCKING, "utf8", "2.0");
export default socket;
