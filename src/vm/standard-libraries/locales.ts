// os.setlocale. The builds' C library has one locale and accepts every name for it.

import { LUA_TNIL, type LuaApi, type LuaState } from "../c-api/lua-api.ts";
import { checkText } from "../c-api/stack.ts";
import type { LuaInstance } from "../runtime/instance.ts";
import { replaceFunction } from "./library-functions.ts";

const NAMES: ReadonlySet<string> = new Set(["", "C", "POSIX"]);

export function openLocales(instance: LuaInstance, api: LuaApi, L: LuaState): void {
  api.getglobal(L, api.cstring("os"));
  replaceFunction(instance, api, L, "setlocale", (original) => (thread) => {
    const isKnown = api.type(thread, 1) <= LUA_TNIL || NAMES.has(checkText(api, thread, 1));
    if (api.gettop(thread) > 0) {
      // nil only queries the locale, but the original still checks the second argument.
      api.pushnil(thread);
      api.insert(thread, 1);
      api.remove(thread, 2);
    }
    const results = original(thread);
    if (isKnown) return results;
    api.pushnil(thread);
    return 1;
  });
  api.pop(L, 1);
}
