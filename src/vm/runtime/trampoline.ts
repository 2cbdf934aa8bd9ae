// setjmp and longjmp for a WebAssembly build without exceptions.

import type { RuntimeExports } from "./exports.ts";
import { isLongjmp, LONGJMP } from "./unwind.ts";
import type { WasmTable } from "./webassembly.ts";

/** The two imports with which Lua runs a function protected, and unwinds out of it. */
export interface Trampoline {
  readonly invoke_vii: (index: number, first: number, second: number) => void;
  readonly _emscripten_throw_longjmp: () => never;
}

/**
 * Lua calls setjmp in one function, `luaD_rawrunprotected`, and there calls its function through `invoke_vii`.
 * A longjmp inside arrives here as an exception; `setThrew` reports it to the C code, which then finds the
 * matching setjmp. All other exceptions pass through: they do not concern Lua.
 */
export function createTrampoline(exports: () => RuntimeExports): Trampoline {
  let wasm: RuntimeExports | undefined;
  let table: WasmTable | undefined;
  return {
    invoke_vii(index, first, second) {
      wasm ??= exports();
      table ??= wasm.__indirect_function_table;
      const stack = wasm.stackSave();
      try {
        table.get(index)(first, second);
      } catch (thrown) {
        wasm.stackRestore(stack);
        if (!isLongjmp(thrown)) {
          throw thrown;
        }
        wasm.setThrew(1, 0);
      }
    },
    _emscripten_throw_longjmp() {
      throw LONGJMP;
    },
  };
}
