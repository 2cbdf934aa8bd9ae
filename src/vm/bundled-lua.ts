// This package's modules written in Lua, in the folder lua/.

import { readdirSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import { LUA_OK, type LuaApi, type LuaState } from "./c-api/lua-api.ts";

const folder = new URL("../../lua/", import.meta.url);
const sources = new Map<string, Buffer>();

/** Files that are parts of other modules. */
const PARTS: readonly string[] = ["coroutines", "elements", "protect", "raising", "sandbox"];
let modules: ReadonlySet<string> | undefined;

/** True if `require` can find a module of this name in this package. */
export function isBundled(name: string): boolean {
  modules ??= new Set(
    readdirSync(folder, { recursive: true })
      .map((file) => String(file).split(sep).join("/"))
      .filter((file) => file.endsWith(".lua"))
      .map((file) => file.slice(0, -".lua".length).replaceAll("/", "."))
      .filter((module) => !PARTS.includes(module)),
  );
  return modules.has(name);
}

/** Compiles a bundled file and pushes it as a function; raises a Lua error if it does not compile. */
export function bundledChunk(api: LuaApi, L: LuaState, name: string): void {
  const source = sources.get(name) ?? readFileSync(new URL(`${name}.lua`, folder));
  sources.set(name, source);
  if (api.loadBytes(L, source, `@luasocket/${name}.lua`) !== LUA_OK) api.error(L);
}
