// Memory for bytes that have arrived and not been asked for.

import { managedRegion, pinnedRegion, type Region } from "../os/region.ts";

/** How many bytes behind its capacity a block has, for what ends searches. */
export const SENTINEL_SIZE = 2;

/** Memory lent to one input buffer: `capacity` bytes from `offset` on, and SENTINEL_SIZE more. */
export interface PoolBuffer {
  readonly region: Region;
  readonly offset: number;
  readonly capacity: number;
}

/** Where input buffers get their memory. Each kind of string has its own: JavaScript's, a Lua VM's. */
export interface BufferPool {
  /** A block for at least `capacity` bytes. */
  acquire(capacity: number): PoolBuffer;
  release(block: PoolBuffer): void;
  /** The block made larger, where memory can grow in its place: the bytes in it are those of the new one. */
  enlarge?(block: PoolBuffer, capacity: number): PoolBuffer;
}

/**
 * One read takes up to this many bytes. LuaSocket reads 8 KiB; nothing that a user sees depends on it,
 * and 64 KiB spares seven system calls of eight.
 */
export const POOL_BUFFER_SIZE: number = 64 * 1024;

/** How many blocks are kept for ever. Sockets hold one only while they hold bytes, so few are in use at a time. */
const MAX_POOL_SIZE = 16;

/** Blocks in JavaScript's memory. */
class PinnedBufferPool implements BufferPool {
  private readonly spare: PoolBuffer[] = [];
  private poolSize = 0;

  acquire(capacity: number): PoolBuffer {
    if (capacity > POOL_BUFFER_SIZE) return collectableBlock(capacity);
    return this.spare.pop() ?? this.create();
  }

  release(block: PoolBuffer): void {
    if (block.region.address > 0) this.spare.push(block);
  }

  private create(): PoolBuffer {
    if (this.poolSize === MAX_POOL_SIZE) return collectableBlock(POOL_BUFFER_SIZE);
    this.poolSize++;
    const region = pinnedRegion(POOL_BUFFER_SIZE + SENTINEL_SIZE);
    return { region, offset: 0, capacity: POOL_BUFFER_SIZE };
  }
}

function collectableBlock(capacity: number): PoolBuffer {
  return { region: managedRegion(Buffer.allocUnsafeSlow(capacity + SENTINEL_SIZE)), offset: 0, capacity };
}

export const bufferPool: BufferPool = new PinnedBufferPool();
