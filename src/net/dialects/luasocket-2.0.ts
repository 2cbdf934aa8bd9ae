// TCP as in the manual of the first LuaSocket 2.0: several patterns for a receive, several strings for a send, two
// kinds of failure. Everything else is as in LuaSocket 3.1.

import type { Dialect } from "../dialect.ts";
import { LUASOCKET_3_1 } from "./luasocket-3.1.ts";

export const LUASOCKET_2_0: Dialect = {
  ...LUASOCKET_3_1,
  name: "2.0",
  version: "LuaSocket 2.0",
  opensAtOnce: true,
  blockLimitPerWait: true,
  takesSeveral: true,
  zeroBytesAreRead: false,
  anyEndCompletesAll: true,
  everyFailureIsClosed: true,
  finalizerIsProtected: true,
  namesHaveFamily: false,
};
