// A running build of Lua, from two sides.

import type { RuntimeExports } from "./exports.ts";
import type { FunctionPointers } from "./function-table.ts";
import type { LuaMemory } from "./memory.ts";
import type { LuaVersion } from "./module.ts";

/**
 * What the host's side of a build may use: its memory and functions. The imports are made before the build exists, so they hold this object
 * and look inside only when they are called.
 */
export interface Machine {
  readonly memory: LuaMemory;
  readonly exports: RuntimeExports;
}

/**
 * What the C API is bound to: an instance of ours, or one that another package runs. The API's functions are
 * among the exports, by their C names.
 */
export interface LuaBuild {
  readonly version: LuaVersion;
  readonly memory: LuaMemory;
  readonly exports: Pick<RuntimeExports, "malloc" | "realloc" | "free">;
  readonly functions: FunctionPointers;
}
