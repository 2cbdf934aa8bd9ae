// Interfaces of a running Lua build, for its imports and for the C API.

import type { RuntimeExports } from "./exports.ts";
import type { FunctionPointers } from "./function-table.ts";
import type { LuaMemory } from "./memory.ts";
import type { LuaVersion } from "./module.ts";

/**
 * The memory and functions of a build, for its imports. The imports are created before the build, so they keep this
 * object and read its fields only when they are called.
 */
export interface Machine {
  readonly memory: LuaMemory;
  readonly exports: RuntimeExports;
}

/**
 * A build that the C API is bound to: an instance of this package, or of another one. The API's functions are
 * among the exports, by their C names.
 */
export interface LuaBuild {
  readonly version: LuaVersion;
  readonly memory: LuaMemory;
  readonly exports: Pick<RuntimeExports, "malloc" | "realloc" | "free">;
  readonly functions: FunctionPointers;
}
