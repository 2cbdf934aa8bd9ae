// A build of Lua that emscripten's own JavaScript runs, as the packages wasmoon and wasmoon-lua5.1 do.

import type { RuntimeExports } from "../../../vm/runtime/exports.ts";
import type { FunctionPointers } from "../../../vm/runtime/function-table.ts";
import type { LuaBuild } from "../../../vm/runtime/machine.ts";
import { LuaMemory } from "../../../vm/runtime/memory.ts";
import type { LuaVersion } from "../../../vm/runtime/module.ts";

/** The part of emscripten's module object that is used here. It has the C functions as `_name`. */
export interface EmscriptenModule {
  HEAPU8: Uint8Array<ArrayBuffer>;
  addFunction(fn: (...args: number[]) => number, signature: string): number;
}

export class EmscriptenBuild implements LuaBuild {
  readonly version: LuaVersion;
  readonly memory: LuaMemory;
  readonly exports: Pick<RuntimeExports, "malloc" | "realloc" | "free">;
  readonly functions: FunctionPointers;

  constructor(version: LuaVersion, module: EmscriptenModule) {
    this.version = version;
    this.memory = new LuaMemory(module.HEAPU8.buffer);
    watchGrowth(module, this.memory);
    this.exports = cFunctions(module) as unknown as RuntimeExports;
    this.functions = {
      add: (fn) => module.addFunction(fn, "ii"),
      addContinuation: (fn) => module.addFunction(fn as (...args: number[]) => number, "iiii"),
    };
  }
}

/** Detects growth of the memory: emscripten has no event for it, but stores new views in its module. */
function watchGrowth(module: EmscriptenModule, memory: LuaMemory): void {
  let heap = module.HEAPU8;
  Object.defineProperty(module, "HEAPU8", {
    configurable: true,
    enumerable: true,
    get: () => heap,
    set: (value: EmscriptenModule["HEAPU8"]) => {
      heap = value;
      memory.replace(value.buffer);
    },
  });
}

/** Returns the exported C functions by their names in C. */
function cFunctions(module: EmscriptenModule): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(module)
      .filter(([name, value]) => name.startsWith("_") && typeof value === "function")
      .map(([name, fn]) => [name.slice(1), fn]),
  );
}
