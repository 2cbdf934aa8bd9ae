// The part of the WebAssembly JavaScript API that is used here. TypeScript declares it only in the DOM library,
// which does not belong into the types of a package for Node.

/** A compiled module. */
export interface WasmModule {
  readonly [Symbol.toStringTag]: string;
}

/** The linear memory of an instance. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** A table of functions: the targets of C's function pointers. */
export interface WasmTable {
  get(index: number): (...args: number[]) => number;
  set(index: number, fn: unknown): void;
  /** Returns the former length. */
  grow(slots: number): number;
}

/** Functions to import, by their names. */
export type WasmImports = Readonly<Record<string, (...args: never[]) => unknown>>;

interface WebAssemblyApi {
  readonly Module: {
    new (bytes: Uint8Array): WasmModule;
    imports(module: WasmModule): { readonly name: string }[];
  };
  readonly Instance: new (
    module: WasmModule,
    imports: Readonly<Record<string, WasmImports>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

export const WebAssembly: WebAssemblyApi = (globalThis as unknown as { WebAssembly: WebAssemblyApi })
  .WebAssembly;
