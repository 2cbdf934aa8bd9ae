// The modules of this package that are written in Lua, in the package's folder lua/.

import { readFileSync } from "node:fs";
import { LUA_OK, type LuaApi, type LuaState } from "../c-api.js";

const folder = new URL("../../../lua/", import.meta.url);
const sources = new Map<string, Buffer>();

/** Compiles a bundled file and pushes it as a function; raises where it does not compile. */
export function bundledChunk(api: LuaApi, L: LuaState, name: string): void {
  const source = sources.get(name) ?? readFileSync(new URL(`${name}.lua`, folder));
  sources.set(name, source);
  if (api.loadBytes(L, source, `@luasocket/${name}.lua`) !== LUA_OK) api.error(L);
}
