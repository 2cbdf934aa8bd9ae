// What the lua command does with an error before the stack unwinds: adds the traceback.

import { LUA_TSTRING, type LuaApi, type LuaState, type Pointer } from "./c-api.js";

/** Registers the message handler of `lua.c` for the VM's version and returns its function pointer. */
export function createMessageHandler(api: LuaApi): Pointer {
  return api.registerFunction((L) => {
    if (api.isstring(L, 1) === 0) {
      if (api.version === "5.1") {
        return 1;
      }
      if (api.callmeta(L, 1, api.cstring("__tostring")) !== 0 && api.type(L, -1) === LUA_TSTRING) {
        return 1;
      }
      const text = `(error object is a ${typeNameAt(api, L, 1)} value)`;
      api.settop(L, 0);
      api.pushText(L, text);
    }
    // Level 1 leaves out this handler itself.
    api.traceback(L, 1, 1);
    return 1;
  });
}

/** The name of the type of the value at `index`. */
export function typeNameAt(api: LuaApi, L: LuaState, index: number): string {
  return api.memory.readCString(api.typename(L, api.type(L, index))).toString("latin1");
}
