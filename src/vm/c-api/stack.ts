// Arguments and results of C functions on Lua's stack.

import { typeExpected } from "../../text/argument-text.ts";
import { type CFunction, LUA_TBOOLEAN, LUA_TTABLE, type LuaApi, type LuaState } from "./lua-api.ts";

/** Raises `bad argument #N to 'f' (message)`. */
export function argumentError(api: LuaApi, L: LuaState, argument: number, message: string): number {
  // Pushed, not interned: a message may quote a script's text, and interned text is never freed.
  api.pushText(L, message);
  return api.argerror(L, argument, api.tolstring(L, -1, api.sizeOut));
}

/** Name of the type of the value at an index; all are ASCII (ltm.c). */
export function typeNameAt(api: LuaApi, L: LuaState, index: number): string {
  return api.memory.readCString(api.typename(L, api.type(L, index))).toString("latin1");
}

/** Reads an argument that must be a string or a number as text with one character per byte. */
export function checkText(api: LuaApi, L: LuaState, argument: number): string {
  const pointer = api.checklstring(L, argument, api.sizeOut);
  return api.memory.readLatin1(pointer, api.size());
}

/** Copies the bytes of a string argument. */
export function checkBytes(api: LuaApi, L: LuaState, argument: number): Buffer {
  const pointer = api.checklstring(L, argument, api.sizeOut);
  return Buffer.from(api.memory.readBytes(pointer, api.size()));
}

/** As checkText, with a default for an argument that is nil or absent. */
export function optText(api: LuaApi, L: LuaState, argument: number, otherwise: string): string {
  return api.type(L, argument) <= 0 ? otherwise : checkText(api, L, argument);
}

/** Reads an argument that must be a boolean; other types are not converted. */
export function checkBoolean(api: LuaApi, L: LuaState, argument: number): boolean {
  if (api.type(L, argument) !== LUA_TBOOLEAN) {
    argumentError(api, L, argument, typeExpected("boolean", typeNameAt(api, L, argument)));
  }
  return api.toboolean(L, argument) !== 0;
}

export function checkTable(api: LuaApi, L: LuaState, argument: number): void {
  if (api.type(L, argument) !== LUA_TTABLE) {
    argumentError(api, L, argument, typeExpected("table", typeNameAt(api, L, argument)));
  }
}

/** Pushes a table of functions. */
export function pushFunctions(
  api: LuaApi,
  L: LuaState,
  functions: Readonly<Record<string, CFunction>>,
): void {
  api.createtable(L, 0, Object.keys(functions).length);
  for (const [name, fn] of Object.entries(functions)) {
    api.pushcclosure(L, api.registerFunction(fn), 0);
    api.setfield(L, -2, api.cstring(name));
  }
}
