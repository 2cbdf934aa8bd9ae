// Growth of the memory of a build that this package runs.

import type { LuaMemory } from "./memory.ts";
import type { WasmMemory } from "./webassembly.ts";

const PAGE_BYTES = 65536;
const MAXIMUM_STEP_BYTES = 96 * 1024 * 1024;
// Both builds declare 32768 pages as their maximum.
const MAXIMUM_BYTES = 32768 * PAGE_BYTES;

/**
 * Grows the memory to at least `sizeBytes` in total. Returns false if that is beyond the limit, or more than the
 * host has: malloc then returns NULL, and Lua reports "not enough memory".
 *
 * @param limitBytes  maximum size, at most 2 GiB
 */
export function grow(wasm: WasmMemory, memory: LuaMemory, limitBytes: number, sizeBytes: number): boolean {
  const limit = Math.min(limitBytes, MAXIMUM_BYTES);
  if (sizeBytes > limit) return false;
  const current = wasm.buffer.byteLength;
  // As in emscripten's runtime, growing by a fifth keeps the number of growths logarithmic without doubling a
  // large heap.
  const ahead = current + Math.min(current * 0.2, MAXIMUM_STEP_BYTES);
  const pages = Math.floor(Math.min(limit, Math.max(sizeBytes, ahead)) / PAGE_BYTES);
  const target = Math.max(pages * PAGE_BYTES, Math.ceil(sizeBytes / PAGE_BYTES) * PAGE_BYTES);
  try {
    wasm.grow((target - current) / PAGE_BYTES);
  } catch {
    return false;
  }
  memory.replace(wasm.buffer);
  return true;
}
