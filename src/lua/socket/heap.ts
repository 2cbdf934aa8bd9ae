// A VM's memory as the sockets use it: the kernel reads strings from it and writes received bytes to it,
// without a copy between.

import type { BufferPool, PoolBuffer } from "../../net/buffer-pool.ts";
import { POOL_BUFFER_SIZE, SENTINEL_SIZE } from "../../net/buffer-pool.ts";
import { addressOf } from "../../os/ffi/native-memory.ts";
import type { Region } from "../../os/region.ts";
import type { LuaApi } from "../../vm/c-api/lua-api.ts";
import type { LuaMemory } from "../../vm/runtime/memory.ts";

/**
 * All of a VM's memory as one region, so that an offset is a pointer of the VM. Its address is given:
 * WebAssembly memory lives as long as its VM, and is not moved while a call runs.
 */
export class HeapRegion implements Region {
  bytes!: Uint8Array;
  address!: number;
  words!: Int32Array;
  private readonly memory: LuaMemory;

  constructor(memory: LuaMemory) {
    this.memory = memory;
    this.refresh();
    memory.onGrow(() => this.refresh());
  }

  private refresh(): void {
    // A Buffer searches quicker than other arrays do.
    this.bytes = this.memory.buffer;
    this.words = this.memory.i32;
    this.address = addressOf(this.bytes);
  }
}

/** How many unused blocks a VM keeps. */
const SPARE_BLOCKS = 4;

/** Blocks for input in a VM's memory. */
export class HeapPool implements BufferPool {
  private readonly spare: PoolBuffer[] = [];
  private readonly api: LuaApi;
  private readonly heap: HeapRegion;

  constructor(api: LuaApi, heap: HeapRegion) {
    this.api = api;
    this.heap = heap;
  }

  /** @throws Error "not enough memory" */
  acquire(capacity: number): PoolBuffer {
    if (capacity <= POOL_BUFFER_SIZE) {
      const block = this.spare.pop();
      if (block !== undefined) return block;
    }
    const size = Math.max(capacity, POOL_BUFFER_SIZE);
    const pointer = this.api.malloc(size + SENTINEL_SIZE);
    if (pointer === 0) throw new Error("not enough memory");
    return { region: this.heap, offset: pointer, capacity: size };
  }

  /** What lies last in the memory grows without being moved. @throws Error "not enough memory", and all stays as it was */
  enlarge(block: PoolBuffer, capacity: number): PoolBuffer {
    // realloc makes use of what is free behind a chunk, but asks for no more memory there as malloc does: it would
    // take other memory, and move what is here.
    const room = this.api.malloc(capacity - block.capacity);
    if (room !== 0) this.api.free(room);
    const pointer = this.api.realloc(block.offset, capacity + SENTINEL_SIZE);
    if (pointer === 0) throw new Error("not enough memory");
    return { region: this.heap, offset: pointer, capacity };
  }

  release(block: PoolBuffer): void {
    if (block.capacity === POOL_BUFFER_SIZE && this.spare.length < SPARE_BLOCKS) this.spare.push(block);
    else this.api.free(block.offset);
  }
}
