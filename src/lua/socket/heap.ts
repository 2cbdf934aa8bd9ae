// A VM's memory for socket calls: the kernel reads strings from it and writes received bytes to it, without a copy.

import type { BufferPool, PoolBuffer } from "../../net/buffer-pool.ts";
import { POOL_BUFFER_SIZE, SENTINEL_SIZE } from "../../net/buffer-pool.ts";
import { addressOf } from "../../os/ffi/native-memory.ts";
import type { Region } from "../../os/region.ts";
import type { LuaApi } from "../../vm/c-api/lua-api.ts";
import type { LuaMemory } from "../../vm/runtime/memory.ts";

/**
 * A VM's whole memory as one region, so that an offset is a pointer of the VM. Calls may use its bare address:
 * WebAssembly memory lives as long as its VM, and does not move during a call.
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
    // A Buffer searches faster than other arrays.
    this.bytes = this.memory.buffer;
    this.words = this.memory.i32;
    this.address = addressOf(this.bytes);
  }
}

/** Maximum number of free buffers in the pool. */
const MAX_FREE_BUFFERS = 4;

/** Pool of input buffers in a VM's memory. */
export class HeapPool implements BufferPool {
  private readonly freeBuffers: PoolBuffer[] = [];
  private readonly api: LuaApi;
  private readonly heap: HeapRegion;

  constructor(api: LuaApi, heap: HeapRegion) {
    this.api = api;
    this.heap = heap;
  }

  /** @throws Error "not enough memory" */
  acquire(capacity: number): PoolBuffer {
    if (capacity <= POOL_BUFFER_SIZE) {
      const buffer = this.freeBuffers.pop();
      if (buffer !== undefined) return buffer;
    }
    const size = Math.max(capacity, POOL_BUFFER_SIZE);
    const pointer = this.api.malloc(size + SENTINEL_SIZE);
    if (pointer === 0) throw new Error("not enough memory");
    return { region: this.heap, offset: pointer, capacity: size };
  }

  /** The last buffer in the memory grows in place. @throws Error "not enough memory"; the buffer is then unchanged */
  enlarge(buffer: PoolBuffer, capacity: number): PoolBuffer {
    // realloc uses free memory behind a chunk, but does not grow the heap there as malloc does: it would allocate
    // elsewhere, and move the buffer.
    const room = this.api.malloc(capacity - buffer.capacity);
    if (room !== 0) this.api.free(room);
    const pointer = this.api.realloc(buffer.offset, capacity + SENTINEL_SIZE);
    if (pointer === 0) throw new Error("not enough memory");
    return { region: this.heap, offset: pointer, capacity };
  }

  release(buffer: PoolBuffer): void {
    const isReusable = buffer.capacity === POOL_BUFFER_SIZE && this.freeBuffers.length < MAX_FREE_BUFFERS;
    if (isReusable) this.freeBuffers.push(buffer);
    else this.api.free(buffer.offset);
  }
}
