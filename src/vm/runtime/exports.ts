// The exports of a Lua build that the runtime itself uses. c-api/exports.ts has the types of the Lua C API.

import type { WasmMemory, WasmTable } from "./webassembly.ts";

/** The C runtime's part of the exports; the same in both builds, except where noted. */
export interface RuntimeExports {
  readonly memory: WasmMemory;
  readonly __indirect_function_table: WasmTable;
  readonly __wasm_call_ctors: () => void;
  readonly emscripten_stack_init: () => void;
  readonly stackSave: () => number;
  readonly stackRestore: (pointer: number) => void;
  readonly setThrew: (threw: number, value: number) => void;
  readonly malloc: (sizeBytes: number) => number;
  readonly realloc: (pointer: number, sizeBytes: number) => number;
  readonly free: (pointer: number) => void;
  readonly fflush: (file: number) => number;
  /** 5.1 only: the high word of a 64-bit result, because that build passes no BigInt. */
  readonly setTempRet0?: (highWord: number) => void;
}
