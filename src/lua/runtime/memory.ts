// The linear memory of one VM, seen from JavaScript.

import type { WasmMemory } from "./webassembly.js";

/**
 * Typed views of a VM's memory.
 *
 * When the memory grows, the old views become empty. It grows inside any call that can allocate: every
 * `push…` of a string, `newuserdata`, `tolstring` of a number, `malloc`. So read `memory.bytes` anew after
 * such a call and never keep a view, or a part of one, across it; pointers stay valid.
 */
export class LuaMemory {
  bytes!: Uint8Array<ArrayBuffer>;
  i32!: Int32Array<ArrayBuffer>;
  u32!: Uint32Array<ArrayBuffer>;
  u16!: Uint16Array<ArrayBuffer>;
  data!: DataView<ArrayBuffer>;
  /** The same bytes as `bytes`, with Buffer's conversions. */
  buffer!: Buffer<ArrayBuffer>;

  readonly #memory: WasmMemory;
  readonly #listeners: (() => void)[] = [];
  readonly #limitBytes: number;

  /** @param limitBytes  the size beyond which growth is refused, at most 2 GiB */
  constructor(memory: WasmMemory, limitBytes: number) {
    this.#memory = memory;
    this.#limitBytes = Math.min(limitBytes, MAXIMUM_BYTES);
    this.#refresh();
  }

  /** Calls `listener` after each growth, when the views here are already fresh. */
  onGrow(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Makes room for at least `sizeBytes` in all. Returns false when that is beyond the limit. */
  growTo(sizeBytes: number): boolean {
    const current = this.bytes.length;
    if (sizeBytes > this.#limitBytes) {
      return false;
    }
    // Growing by a fifth keeps the number of growths logarithmic without doubling a large heap, as
    // emscripten's own runtime does.
    const ahead = current + Math.min(current * 0.2, MAXIMUM_STEP_BYTES);
    const pages = Math.floor(Math.min(this.#limitBytes, Math.max(sizeBytes, ahead)) / PAGE_BYTES);
    const target = Math.max(pages * PAGE_BYTES, Math.ceil(sizeBytes / PAGE_BYTES) * PAGE_BYTES);
    try {
      this.#memory.grow((target - current) / PAGE_BYTES);
    } catch {
      // The host has no more memory to give; malloc returns NULL and Lua reports "not enough memory".
      return false;
    }
    this.#refresh();
    for (const listener of this.#listeners) {
      listener();
    }
    return true;
  }

  /** A copy of the bytes of a C string, without its final zero. */
  readCString(pointer: number): Buffer<ArrayBuffer> {
    return Buffer.from(this.bytes.subarray(pointer, this.bytes.indexOf(0, pointer)));
  }

  /** A copy of `size` bytes. */
  readBytes(pointer: number, size: number): Buffer<ArrayBuffer> {
    return Buffer.from(this.bytes.subarray(pointer, pointer + size));
  }

  /** The bytes as a string of one character per byte. */
  readLatin1(pointer: number, size: number): string {
    return this.buffer.toString("latin1", pointer, pointer + size);
  }

  /** Stores `bytes` and a final zero; there must be room for `bytes.length + 1`. */
  writeCString(pointer: number, bytes: Uint8Array): void {
    this.bytes.set(bytes, pointer);
    this.bytes[pointer + bytes.length] = 0;
  }

  #refresh(): void {
    const { buffer } = this.#memory;
    this.bytes = new Uint8Array(buffer);
    this.i32 = new Int32Array(buffer);
    this.u32 = new Uint32Array(buffer);
    this.u16 = new Uint16Array(buffer);
    this.data = new DataView(buffer);
    this.buffer = Buffer.from(buffer);
  }
}

const PAGE_BYTES = 65536;
const MAXIMUM_STEP_BYTES = 96 * 1024 * 1024;
// Both builds declare 32768 pages as their maximum.
const MAXIMUM_BYTES = 32768 * PAGE_BYTES;
