// Memory for bytes that have arrived and not been asked for.

import { immortalRegion, managedRegion, type Region } from "../os/region.ts";

/** How many bytes behind its capacity a block has, for what ends searches. */
export const SENTINEL_SIZE = 2;

/** Memory lent to one input buffer: `capacity` bytes from `offset` on, and SENTINEL_SIZE more. */
export interface InputBlock {
  readonly region: Region;
  readonly offset: number;
  readonly capacity: number;
}

/** Where input buffers get their memory. Each kind of string has its own: JavaScript's, a Lua VM's. */
export interface InputBlocks {
  /** A block for at least `capacity` bytes. */
  borrow(capacity: number): InputBlock;
  giveBack(block: InputBlock): void;
  /** The block made larger, where memory can grow in its place: the bytes in it are those of the new one. */
  enlarge?(block: InputBlock, capacity: number): InputBlock;
}

/**
 * One read takes up to this many bytes. LuaSocket reads 8 KiB; nothing that a user sees depends on it,
 * and 64 KiB spares seven system calls of eight.
 */
export const INPUT_BLOCK_SIZE: number = 64 * 1024;

/** How many blocks are kept for ever. Sockets hold one only while they hold bytes, so few are in use at a time. */
const KEPT_BLOCKS = 16;

/** Blocks in JavaScript's memory. */
class BufferBlocks implements InputBlocks {
  private readonly spare: InputBlock[] = [];
  private kept = 0;

  borrow(capacity: number): InputBlock {
    if (capacity > INPUT_BLOCK_SIZE) return collectableBlock(capacity);
    return this.spare.pop() ?? this.create();
  }

  giveBack(block: InputBlock): void {
    if (block.region.address > 0) this.spare.push(block);
  }

  private create(): InputBlock {
    if (this.kept === KEPT_BLOCKS) return collectableBlock(INPUT_BLOCK_SIZE);
    this.kept++;
    const region = immortalRegion(INPUT_BLOCK_SIZE + SENTINEL_SIZE);
    return { region, offset: 0, capacity: INPUT_BLOCK_SIZE };
  }
}

function collectableBlock(capacity: number): InputBlock {
  return { region: managedRegion(Buffer.allocUnsafeSlow(capacity + SENTINEL_SIZE)), offset: 0, capacity };
}

export const bufferBlocks: InputBlocks = new BufferBlocks();
