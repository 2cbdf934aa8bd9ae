// The message handler of the lua command, which adds the traceback to an error before the stack unwinds.

import { LUA_TSTRING, type LuaApi, type LuaState, type Pointer } from "./c-api/lua-api.ts";
import { typeNameAt } from "./c-api/stack.ts";

/** Registers the message handler of `lua.c` for the VM's version and returns its function pointer. */
export function createMessageHandler(api: LuaApi): Pointer {
  return api.registerFunction((L) => {
    // Level 1 omits this handler itself.
    if (makeMessage(api, L)) api.traceback(L, 1, 1);
    return 1;
  });
}

/** Converts the error at index 1 to the text that `lua` prints, on top. Returns true if a traceback belongs to it. */
export function makeMessage(api: LuaApi, L: LuaState): boolean {
  if (api.isstring(L, 1) !== 0) return true;
  if (api.version === "5.1") return false;
  if (api.callmeta(L, 1, api.cstring("__tostring")) !== 0 && api.type(L, -1) === LUA_TSTRING) return false;
  const text = `(error object is a ${typeNameAt(api, L, 1)} value)`;
  api.settop(L, 0);
  api.pushText(L, text);
  return true;
}
