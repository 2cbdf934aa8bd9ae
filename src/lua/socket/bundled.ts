// The modules of this package that are written in Lua, in the package's folder lua/.

import { readFileSync } from "node:fs";
import { LUA_OK, type LuaApi, type LuaState } from "../c-api.js";

const folder = new URL("../../../lua/", import.meta.url);
const sources = new Map<string, Buffer>();

/** Compiles a bundled file and pushes it as a function; raises where it does not compile. */
export function bundledChunk(api: LuaApi, L: LuaState, name: string): void {
  const source = sources.get(name) ?? readFileSync(new URL(`${name}.lua`, folder));
  sources.set(name, source);
  const pointer = api.malloc(source.length);
  if (pointer === 0) throw new Error("not enough memory");
  api.memory.bytes.set(source, pointer);
  const status = api.loadbuffer(L, pointer, source.length, api.cstring(`@luasocket/${name}.lua`));
  api.free(pointer);
  if (status !== LUA_OK) api.error(L);
}
