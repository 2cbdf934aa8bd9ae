// What the host's side of a running build may use.

import type { RuntimeExports } from "./exports.js";
import type { LuaMemory } from "./memory.js";

/**
 * A build's memory and functions. The imports are made before the build exists, so they hold this object
 * and look inside only when they are called.
 */
export interface Machine {
  readonly memory: LuaMemory;
  readonly exports: RuntimeExports;
}
