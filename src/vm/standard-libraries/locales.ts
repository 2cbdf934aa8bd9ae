// os.setlocale: there is one locale, which the C library of the builds takes every name for.

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
      // A question only; it has the second argument checked.
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
