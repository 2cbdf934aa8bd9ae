// Memory for received bytes that no call has taken yet.

import { managedRegion, pinnedRegion, type Region } from "../os/region.ts";

/** Bytes behind the capacity of a buffer, for the sentinels of searches. */
export const SENTINEL_SIZE = 2;

/** Memory of one input buffer: `capacity` bytes from `offset` on, and SENTINEL_SIZE more. */
export interface PoolBuffer {
  readonly region: Region;
  readonly offset: number;
  readonly capacity: number;
}

/** Allocates memory for input buffers. Each kind of string has its own pool: JavaScript's, a Lua VM's. */
export interface BufferPool {
  /** A buffer for at least `capacity` bytes. */
  acquire(capacity: number): PoolBuffer;
  release(buffer: PoolBuffer): void;
  /** Enlarges a buffer where memory can grow in place; the contents stay. */
  enlarge?(buffer: PoolBuffer, capacity: number): PoolBuffer;
}

/**
 * Maximum number of bytes of one read. LuaSocket reads 8 KiB; no result depends on it, and 64 KiB saves seven
 * system calls of eight.
 */
export const POOL_BUFFER_SIZE: number = 64 * 1024;

/** Number of buffers kept indefinitely. Sockets have one only while they have unread bytes, so few are in use. */
const MAX_POOL_SIZE = 16;

/** Buffers in JavaScript memory. */
class PinnedBufferPool implements BufferPool {
  private readonly spare: PoolBuffer[] = [];
  private poolSize = 0;

  acquire(capacity: number): PoolBuffer {
    if (capacity > POOL_BUFFER_SIZE) return collectableBuffer(capacity);
    return this.spare.pop() ?? this.create();
  }

  release(buffer: PoolBuffer): void {
    if (buffer.region.address > 0) this.spare.push(buffer);
  }

  private create(): PoolBuffer {
    if (this.poolSize === MAX_POOL_SIZE) return collectableBuffer(POOL_BUFFER_SIZE);
    this.poolSize++;
    const region = pinnedRegion(POOL_BUFFER_SIZE + SENTINEL_SIZE);
    return { region, offset: 0, capacity: POOL_BUFFER_SIZE };
  }
}

function collectableBuffer(capacity: number): PoolBuffer {
  return { region: managedRegion(Buffer.allocUnsafeSlow(capacity + SENTINEL_SIZE)), offset: 0, capacity };
}

export const bufferPool: BufferPool = new PinnedBufferPool();
