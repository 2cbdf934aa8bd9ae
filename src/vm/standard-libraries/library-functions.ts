// Replacing functions of the standard libraries invisibly for programs.

import type { Exports51, SharedExports } from "../c-api/exports.ts";
import type { CFunction, LuaApi, LuaState } from "../c-api/lua-api.ts";
import type { LuaInstance } from "../runtime/instance.ts";

/** Returns the C function at `index`. Called from a running C function, it shares that function's frame. */
export function cFunctionAt(instance: LuaInstance, L: LuaState, index: number): CFunction {
  const lua = instance.exports as unknown as SharedExports;
  return instance.functions.at(lua.lua_tocfunction(L, index));
}

/** Replaces the field `name` of the table on top, a C function, with the function that `make` returns for it. */
export function replaceFunction(
  instance: LuaInstance,
  api: LuaApi,
  L: LuaState,
  name: string,
  make: (original: CFunction) => CFunction,
): void {
  api.getfield(L, -1, api.cstring(name));
  api.pushcclosure(L, api.registerFunction(make(cFunctionAt(instance, L, -1))), 0);
  keepEnvironment(instance, L);
  api.setfield(L, -3, api.cstring(name));
  api.pop(L, 1);
}

/** Copies the function environment in 5.1, where the io library keeps its default files. */
function keepEnvironment(instance: LuaInstance, L: LuaState): void {
  if (instance.version !== "5.1") return;
  const lua = instance.exports as unknown as Exports51;
  lua.lua_getfenv(L, -2);
  lua.lua_setfenv(L, -2);
}
