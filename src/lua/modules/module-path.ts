import type { Environment } from "../../vm/runtime/host/environment.ts";
import type { LuaVersion } from "../../vm/runtime/module.ts";

/** Whether the user says where modules are; otherwise a module that happens to be installed is not preferred. */
export function hasOwnPath(version: LuaVersion, { LUA_PATH, LUA_PATH_5_4 }: Environment): boolean {
  return LUA_PATH !== undefined || (version === "5.4" && LUA_PATH_5_4 !== undefined);
}
