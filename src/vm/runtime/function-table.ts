// C function pointers for JavaScript functions. A C function pointer is an index into the function table.

import { type WasmModule, type WasmTable, WebAssembly } from "./webassembly.ts";

/**
 * Creates C function pointers for JavaScript functions. They are never freed, so add a function once per VM
 * and not once per object.
 */
export interface FunctionPointers {
  /** Returns the pointer of a function of the type `int f(int)`, which is `lua_CFunction`. */
  add(fn: (argument: number) => number): number;
  /** As `add`, for the type `int f(int, int, int)`, which is `lua_KFunction`. */
  addContinuation(fn: (L: number, status: number, context: number) => number): number;
}

/** Adds functions to the table of an instance. */
export class FunctionTable implements FunctionPointers {
  readonly #table: WasmTable;

  constructor(table: WasmTable) {
    this.#table = table;
  }

  add(fn: (argument: number) => number): number {
    return this.#add(FUNCTION, fn);
  }

  addContinuation(fn: (L: number, status: number, context: number) => number): number {
    return this.#add(CONTINUATION, fn);
  }

  /** The function behind a pointer of the type `int f(int)`. */
  at(pointer: number): (argument: number) => number {
    return this.#table.get(pointer);
  }

  #add(type: Uint8Array<ArrayBuffer>, fn: (...args: never[]) => number): number {
    // A table holds only functions with a WebAssembly type; the wrapper gives `fn` that type.
    const { fn: typed } = new WebAssembly.Instance(wrapperModule(type), { host: { fn } }).exports;
    const index = this.#table.grow(1);
    this.#table.set(index, typed);
    return index;
  }
}

const wrappers = new Map<Uint8Array, WasmModule>();

function wrapperModule(type: Uint8Array<ArrayBuffer>): WasmModule {
  const wrapper = wrappers.get(type) ?? new WebAssembly.Module(Uint8Array.of(...MAGIC, ...type, ...WRAPPER));
  wrappers.set(type, wrapper);
  return wrapper;
}

// (module (import "host" "fn" (func (type 0))) (export "fn" (func 0))), in the binary format of the
// WebAssembly core specification, chapter 5.
const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]; // and version 1
const FUNCTION = Uint8Array.of(0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f); // types: (i32) -> i32
const CONTINUATION = Uint8Array.of(0x01, 0x08, 0x01, 0x60, 0x03, 0x7f, 0x7f, 0x7f, 0x01, 0x7f); // (i32 i32 i32) -> i32
const WRAPPER = [
  ...[0x02, 0x0b, 0x01, 0x04, 0x68, 0x6f, 0x73, 0x74, 0x02, 0x66, 0x6e, 0x00, 0x00], // import host.fn
  ...[0x07, 0x06, 0x01, 0x02, 0x66, 0x6e, 0x00, 0x00], // export fn
];
